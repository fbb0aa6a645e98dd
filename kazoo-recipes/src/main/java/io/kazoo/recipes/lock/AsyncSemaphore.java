package io.kazoo.recipes.lock;

import io.kazoo.AsyncKazooClient;
import io.kazoo.AsyncResult;
import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import io.kazoo.KazooClient;
import io.kazoo.TransactionResult;
import io.kazoo.exceptions.ConfigurationException;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.exceptions.NodeExistsException;
import io.kazoo.handler.Deferred;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.support.Failures;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.RecipePaths;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A semaphore without blocking: the implementation of which {@link Semaphore} is the blocking face, method by method. Made
 * with {@link Semaphore#async()}. Callbacks of its results run on lanes of their own.
 *
 * <p>Cancelling the result of an acquire ends it: what it has made is removed in the background.
 */
public final class AsyncSemaphore {
    private static final CreateOptions LEASE = CreateOptions.of(CreateMode.EPHEMERAL);

    final RecipeContext context;
    final AsyncKazooClient view;
    final LockOptions options;
    /** Held by the one who may count the leases. */
    final AsyncLock guard;

    private final String path;
    private final int maxLeases;
    private final byte[] identifier;
    /** Who waits: to be cancelled. */
    private final Set<LeaseContender<?>> waiting = ConcurrentHashMap.newKeySet();

    /** Whether the number of leases at the path was found to be ours; it is looked at again when the node is gone. */
    private volatile boolean checked;

    AsyncSemaphore(KazooClient client, String path, int maxLeases, LockOptions options) {
        if (maxLeases < 1) {
            throw new IllegalArgumentException("a semaphore has at least one lease, not " + maxLeases);
        }
        if (!options.ephemeral()) {
            throw new IllegalArgumentException("the leases of a semaphore are ephemeral");
        }
        this.path = RecipePaths.of(path);
        this.maxLeases = maxLeases;
        this.options = options;
        context = new RecipeContext(client, "semaphore");
        view = context.view();
        guard = new AsyncLock(client, this.path + "-__lock__", LockKind.EXCLUSIVE, options);
        identifier = options.identifier().getBytes(StandardCharsets.UTF_8);
    }

    /** See {@link Semaphore#path()}. */
    public String path() {
        return path;
    }

    /** See {@link Semaphore#maxLeases()}. */
    public int maxLeases() {
        return maxLeases;
    }

    /** See {@link Semaphore#acquire()}. */
    public AsyncResult<Hold> acquire() {
        return start(new LeaseContender<Hold>(this, held -> held, null), null);
    }

    /** See {@link Semaphore#acquire(Duration)}. */
    public AsyncResult<Hold> acquire(Duration timeout) {
        return start(new LeaseContender<Hold>(this, held -> held, null), Objects.requireNonNull(timeout));
    }

    /** See {@link Semaphore#tryAcquire()}. */
    public AsyncResult<Optional<Hold>> tryAcquire() {
        return start(new LeaseContender<Optional<Hold>>(this, Optional::of, Optional::empty), null);
    }

    /** See {@link Semaphore#cancel()}. */
    public void cancel() {
        waiting.forEach(LeaseContender::cancel);
    }

    /** See {@link Semaphore#leaseHolders()}. */
    public AsyncResult<List<String>> leaseHolders() {
        return new Identifiers(context, path, UnaryOperator.identity()).read();
    }

    private <T> AsyncResult<T> start(LeaseContender<T> contender, @Nullable Duration timeout) {
        waiting.add(contender);
        view.addListener(contender);
        return contender.start(timeout);
    }

    /** It waits no more. */
    void decided(LeaseContender<?> contender) {
        waiting.remove(contender);
    }

    /** It neither waits nor holds any more: nothing is left behind in the client. */
    void left(LeaseContender<?> contender) {
        waiting.remove(contender);
        view.removeListener(contender);
    }

    String leasePath(String name) {
        return RecipePaths.child(path, name);
    }

    /** Sends the create of a lease, which the server refuses if the guard is not held any more. */
    AsyncResult<List<TransactionResult>> create(String leasePath, Hold guardHeld) {
        return guardHeld
                .transactionAsync()
                .createWithStat(leasePath, identifier, LEASE)
                .commitOrThrow();
    }

    void forget() {
        checked = false;
    }

    /** Makes the semaphore's node, or makes sure that its number of leases is ours. */
    AsyncResult<Boolean> ensure() {
        Deferred<Boolean> result = new Deferred<>(context.lane());
        if (checked) {
            result.succeed(true);
        } else {
            look(result);
        }
        return result;
    }

    private void look(Deferred<Boolean> result) {
        view.get(path).onComplete((node, failure) -> {
            if (node != null) {
                compare(node.data(), result);
            } else if (failure instanceof NoNodeException) {
                make(result);
            } else if (failure != null) {
                result.fail(Failures.unwrap(failure));
            }
        });
    }

    private void make(Deferred<Boolean> result) {
        byte[] number = Integer.toString(maxLeases).getBytes(StandardCharsets.US_ASCII);
        CreateMode mode = options.containerParent() ? CreateMode.CONTAINER : CreateMode.PERSISTENT;
        view.create(path, number, CreateOptions.of(mode).withParents()).onComplete((created, failure) -> {
            if (failure == null) {
                settle(result);
            } else if (Failures.unwrap(failure) instanceof NodeExistsException) {
                look(result);
            } else {
                result.fail(Failures.unwrap(failure));
            }
        });
    }

    private void settle(Deferred<Boolean> result) {
        checked = true;
        result.succeed(true);
    }

    /** What is no number was put there by somebody else, for another purpose, and tells nothing; as in kazoo. */
    private void compare(byte @Nullable [] data, Deferred<Boolean> result) {
        String text = data == null ? "" : new String(data, StandardCharsets.UTF_8).strip();
        if (text.matches("[0-9]{1,18}") && Long.parseLong(text) != maxLeases) {
            result.fail(new ConfigurationException(
                    "the semaphore at " + path + " has " + text + " leases, not " + maxLeases));
        } else {
            settle(result);
        }
    }
}
