package io.kazoo.handler.vertx;

import io.kazoo.recipes.lock.Lock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Locks in the shape of {@link io.vertx.core.shareddata.SharedData#withLock}. Needs {@code io.kazoo:kazoo-recipes}, which
 * this module does not bring along.
 */
public final class VertxLocks {
    private VertxLocks() {}

    /** As {@link #withLock(KazooVertxClient, Lock, Duration, Supplier)}, for the exclusive lock of a path. */
    public static <T> Future<T> withLock(
            KazooVertxClient client, String path, Duration timeout, Supplier<Future<T>> work) {
        return withLock(client, Lock.create(client.client(), path), timeout, work);
    }

    /**
     * Waits for a lock, works, and gives the lock back when the work's future is complete, however it ends. If the lock
     * is lost meanwhile the work is not stopped: who must know asks for the handle, with {@link Lock#async()} and {@link
     * KazooVertxClient#future}.
     *
     * @param timeout how long to wait for the lock
     * @param work called on the calling context when the lock is held
     * @return the outcome of the work, on the calling context, after the lock was given back; fails with {@link
     *     io.kazoo.exceptions.LockTimeoutException} if the lock was not obtained, and as the work does if that throws
     */
    public static <T> Future<T> withLock(
            KazooVertxClient client, Lock lock, Duration timeout, Supplier<Future<T>> work) {
        return client.future(lock.async().acquire(timeout))
                .compose(held -> call(work).eventually(() -> client.future(held.releaseAsync())));
    }

    /** Work that throws has failed; the lock is given back either way. */
    private static <T> Future<T> call(Supplier<Future<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            return Future.failedFuture(failure);
        }
    }
}
