package io.kazoo.recipes.queue;

import io.kazoo.AsyncResult;
import io.kazoo.AsyncTransaction;
import io.kazoo.CreateMode;
import io.kazoo.KazooClient;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.RecipePaths;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A locking queue without blocking: the implementation of which {@link LockingQueue} is the blocking face, method by
 * method. Made with {@link LockingQueue#async()}. Each result calls back on a lane of its own.
 *
 * <p>A put that is cancelled may still be applied. A get that is cancelled leaves nothing behind: an entry that is taken
 * too late is given back.
 */
public final class AsyncLockingQueue {
    final RecipeContext context;
    private final String path;

    AsyncLockingQueue(KazooClient client, String path) {
        this.path = RecipePaths.of(path);
        context = new RecipeContext(client, "locking-queue");
    }

    /** See {@link LockingQueue#path()}. */
    public String path() {
        return path;
    }

    /** See {@link LockingQueue#put(byte[])}. */
    public AsyncResult<@Nullable Void> put(byte[] value) {
        return put(value, Entries.DEFAULT_PRIORITY);
    }

    /** See {@link LockingQueue#put(byte[], int)}. */
    public AsyncResult<@Nullable Void> put(byte[] value, int priority) {
        return putAll(List.of(value), priority);
    }

    /** See {@link LockingQueue#putAll(Collection)}. */
    public AsyncResult<@Nullable Void> putAll(Collection<byte[]> values) {
        return putAll(values, Entries.DEFAULT_PRIORITY);
    }

    /** See {@link LockingQueue#putAll(Collection, int)}. */
    public AsyncResult<@Nullable Void> putAll(Collection<byte[]> values, int priority) {
        List<byte[]> copies = values.stream()
                .map(value -> Objects.requireNonNull(value, "value").clone())
                .toList();
        String prefix = entryPath(Entries.prefix(priority));
        return new Put(context, entriesPath(), () -> creates(copies, prefix).commitOrThrow()).start();
    }

    private AsyncTransaction creates(List<byte[]> values, String prefix) {
        AsyncTransaction transaction = context.view().transaction();
        values.forEach(value -> transaction.create(prefix, value, CreateMode.PERSISTENT_SEQUENTIAL));
        return transaction;
    }

    /** See {@link LockingQueue#get()}. */
    public AsyncResult<QueueEntry> get() {
        return new LockingTake<QueueEntry>(this, entry -> entry, () -> {
                    throw new IllegalStateException("no time was set");
                })
                .start(null);
    }

    /** See {@link LockingQueue#get(Duration)}. */
    public AsyncResult<Optional<QueueEntry>> get(Duration timeout) {
        return new LockingTake<Optional<QueueEntry>>(this, Optional::of, Optional::empty)
                .start(Objects.requireNonNull(timeout));
    }

    /** See {@link LockingQueue#size()}. */
    public AsyncResult<Integer> size() {
        return AsyncQueue.size(context, entriesPath());
    }

    String entriesPath() {
        return RecipePaths.child(path, "entries");
    }

    String entryPath(String name) {
        return RecipePaths.child(entriesPath(), name);
    }

    String takenPath() {
        return RecipePaths.child(path, "taken");
    }

    String takenPath(String name) {
        return RecipePaths.child(takenPath(), name);
    }
}
