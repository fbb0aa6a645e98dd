package io.kazoo.recipes.support;

import io.kazoo.KazooState;
import io.kazoo.StateListener;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.exceptions.SessionExpiredException;
import io.kazoo.handler.Deferred;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes a node of a recipe's, over any number of reconnects, until it is confirmed gone or its session is over. Nobody
 * has to wait for it, and no interrupt or cancellation reaches it: a forgotten contender would block everybody behind
 * it (kazoo issues 412 and 732, CURATOR-62).
 *
 * <p>As a result it succeeds in the end; a failure that neither a reconnect nor a new session cures fails it, and the
 * removal still goes on.
 *
 * <p>It does not sleep through the end of its session: a client that is stopped may take its handler along, and with it
 * the timer that would end a pause.
 */
public final class Removal extends Deferred<@Nullable Void> implements StateListener {
    private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

    private final RecipeContext context;
    private final boolean ephemeral;
    private final Retry retry;
    /** What to do after the pause; null when a request is under way. */
    private @Nullable Runnable next;

    private boolean listening;

    private Removal(RecipeContext context, boolean ephemeral) {
        super(context.lane());
        this.context = context;
        this.ephemeral = ephemeral;
        this.retry = new Retry(context.lane());
    }

    /**
     * Removes a node. May be called on any thread.
     *
     * @param ephemeral whether the node goes with the session
     */
    public static Removal of(RecipeContext context, String path, boolean ephemeral) {
        Removal removal = new Removal(context, ephemeral);
        removal.delete(path);
        return removal;
    }

    /**
     * Removes the node that a create may have made whose reply is lost, if it is there.
     *
     * @param parent where it would be
     * @param prefix what its name begins with, and no other
     * @param ephemeral whether the node goes with the session
     */
    public static Removal ofLost(RecipeContext context, String parent, String prefix, boolean ephemeral) {
        Removal removal = new Removal(context, ephemeral);
        removal.search(parent, prefix);
        return removal;
    }

    private void delete(String path) {
        context.view().delete(path).onComplete((done, failure) -> ended(failure, () -> delete(path)));
    }

    /** Looks with the leader's eyes: the server of the new connection may not have seen the create yet. */
    private void search(String parent, String prefix) {
        context.view().sync(parent).onComplete((synced, failure) -> {
            if (failure == null) {
                list(parent, prefix);
            } else {
                ended(failure, () -> search(parent, prefix));
            }
        });
    }

    private void list(String parent, String prefix) {
        context.view().getChildren(parent).onComplete((children, failure) -> {
            String found = children == null ? null : RecipePaths.find(children, prefix);
            if (found != null) {
                retry.reset();
                delete(RecipePaths.child(parent, found));
            } else {
                ended(failure, () -> search(parent, prefix));
            }
        });
    }

    private void ended(@Nullable Throwable wrapped, Runnable again) {
        Throwable failure = wrapped == null ? null : Failures.unwrap(wrapped);
        if (failure == null || failure instanceof NoNodeException || isGoneWithSession(failure)) {
            end();
            succeed(null);
            return;
        }
        if (failure instanceof ConnectionClosedException) {
            end(); // a node that outlives sessions is out of reach when the client is stopped, and still there
            fail(failure);
            return;
        }
        if (!Failures.isTransient(failure) && fail(failure)) {
            LOG.warn("{} could not remove a node, will try again: {}", context, failure.toString());
        }
        if (!listening) {
            listening = true;
            context.view().addListener(this);
        }
        next = again;
        retry.again(this::goOn);
    }

    private void end() {
        if (listening) {
            context.view().removeListener(this);
        }
    }

    private void goOn() {
        Runnable task = next;
        next = null;
        if (task != null) {
            task.run();
        }
    }

    @Override
    public void stateChanged(KazooState state) {
        if (state == KazooState.LOST) {
            goOn();
        }
    }

    private boolean isGoneWithSession(Throwable failure) {
        return failure instanceof SessionExpiredException && ephemeral;
    }
}
