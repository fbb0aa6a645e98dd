package io.kazoo.recipes.party;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.handler.Deferred;
import io.kazoo.recipes.support.Failures;
import io.kazoo.recipes.support.NodeTexts;
import io.kazoo.recipes.support.OwnNode;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.RecipePaths;
import io.kazoo.recipes.support.Removal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A party without blocking: the implementation of which {@link Party} is the blocking face, method by method. Made with
 * {@link Party#async()}. Each result calls back on a lane of its own.
 */
public final class AsyncParty {
    private static final Logger LOG = LoggerFactory.getLogger(AsyncParty.class);

    final RecipeContext context;
    private final String path;
    private final PartyKind kind;
    private final String nodePath;
    private final byte[] identifier;

    /** Written on the lane alone, to which what follows is confined altogether. */
    private volatile boolean participating;

    private @Nullable OwnNode node;
    private final List<Deferred<@Nullable Void>> joining = new ArrayList<>();
    private @Nullable Removal leaving;

    AsyncParty(KazooClient client, String path, String identifier, PartyKind kind) {
        this.path = RecipePaths.of(path);
        this.kind = kind;
        context = new RecipeContext(client, "party");
        nodePath = RecipePaths.of(RecipePaths.child(this.path, kind.newName(identifier)));
        this.identifier = identifier.getBytes(StandardCharsets.UTF_8);
    }

    /** See {@link Party#path()}. */
    public String path() {
        return path;
    }

    /** See {@link Party#nodePath()}. */
    public String nodePath() {
        return nodePath;
    }

    /** See {@link Party#isParticipating()}. */
    public boolean isParticipating() {
        return participating;
    }

    /** See {@link Party#join()}. Cancelling the result before it is there leaves. */
    public AsyncResult<@Nullable Void> join() {
        Deferred<@Nullable Void> result = new Deferred<>(context.newCallbackLane()) {
            @Override
            protected void onCancelled() {
                context.lane().execute(() -> giveUp(this));
            }
        };
        context.lane().execute(() -> join(result));
        return result;
    }

    private void join(Deferred<@Nullable Void> result) {
        if (participating) {
            result.succeed(null);
        } else if (!result.isDone()) {
            joining.add(result);
            if (joining.size() == 1) {
                afterLeaving(this::enter);
            }
        }
    }

    /** A removal that is still under way would hit the new node of the same name. */
    private void afterLeaving(Runnable next) {
        if (leaving == null) {
            next.run();
        } else {
            leaving.onComplete((gone, failure) -> next.run());
        }
    }

    private void enter() {
        leaving = null;
        if (!joining.isEmpty() && node == null) {
            OwnNode own = new OwnNode(context, nodePath, identifier, stat -> present(), this::failed);
            node = own;
            own.keep();
        }
    }

    private void present() {
        participating = true;
        for (Deferred<@Nullable Void> each : takeJoining()) {
            each.succeed(null);
        }
    }

    private void failed(Throwable failure) {
        if (participating) {
            LOG.warn("{} is no member of {} any more: {}", nodePath, path, failure.toString());
        }
        node = null;
        participating = false;
        takeJoining().forEach(each -> each.fail(failure));
    }

    private List<Deferred<@Nullable Void>> takeJoining() {
        List<Deferred<@Nullable Void>> taken = List.copyOf(joining);
        joining.clear();
        return taken;
    }

    /** The last one that waited for the node gives it up. */
    private void giveUp(Deferred<@Nullable Void> result) {
        if (joining.remove(result) && joining.isEmpty()) {
            exit();
        }
    }

    private void exit() {
        participating = false;
        if (node != null) {
            leaving = node.remove();
            node = null;
        }
    }

    /** See {@link Party#leave()}. */
    public AsyncResult<Boolean> leave() {
        Deferred<Boolean> result = context.newResult();
        context.lane().execute(() -> leave(result));
        return result;
    }

    private void leave(Deferred<Boolean> result) {
        boolean member = participating;
        takeJoining().forEach(each -> each.fail(new CancelledException("left the party")));
        exit();
        if (leaving == null) {
            result.succeed(member);
            return;
        }
        leaving.onComplete((gone, failure) -> {
            if (failure == null) {
                result.succeed(member);
            } else {
                result.fail(failure);
            }
        });
    }

    /** See {@link Party#members()}. */
    public AsyncResult<List<String>> members() {
        return read(names -> kind == PartyKind.SHALLOW
                ? settledWith(names.stream().map(PartyKind::identifierIn).toList())
                : NodeTexts.read(
                        context,
                        names.stream()
                                .map(name -> RecipePaths.child(path, name))
                                .toList()));
    }

    /** See {@link Party#size()}. */
    public AsyncResult<Integer> size() {
        return read(names -> settledWith(names.size()));
    }

    private <T> AsyncResult<T> settledWith(T value) {
        Deferred<T> result = new Deferred<>(context.lane());
        result.succeed(value);
        return result;
    }

    private <T> AsyncResult<T> read(Function<List<String>, AsyncResult<T>> use) {
        Deferred<T> result = context.newResult();
        context.persist(() -> context.view().getChildren(path)).onComplete((children, failure) -> {
            Throwable cause = failure == null ? null : Failures.unwrap(failure);
            if (cause == null || cause instanceof NoNodeException) {
                List<String> names = kind.members(children == null ? List.of() : children);
                use.apply(names).onComplete((value, broken) -> {
                    if (broken != null) {
                        result.fail(broken);
                    } else if (value != null) {
                        result.succeed(value);
                    }
                });
            } else {
                result.fail(cause);
            }
        });
        return result;
    }
}
