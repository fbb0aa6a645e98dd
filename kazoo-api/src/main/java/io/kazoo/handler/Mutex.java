package io.kazoo.handler;

import io.kazoo.AsyncResult;
import io.kazoo.exceptions.BlockingForbiddenException;
import io.kazoo.exceptions.KazooInterruptedException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A lock within this JVM that threads and event loops can wait for (kazoo's {@code lock_object} and
 * {@code rlock_object}); rules H-16 and H-17 of {@link Handler}. All methods are safe from any thread.
 *
 * <p>It is held by an owner, any object. The blocking methods take the current thread for it. Asynchronous code has no
 * thread of its own, so it names one, such as the object whose state the lock guards against others.
 */
public interface Mutex {
    /** Tells whether anybody holds the lock. */
    boolean isHeld();

    /**
     * Queues for the lock.
     *
     * @param owner who is to hold it, compared by {@code equals}
     * @return a result that is settled, with null, when the owner holds the lock; cancelling it before leaves the queue
     */
    AsyncResult<@Nullable Void> acquireAsync(Object owner);

    /**
     * Gives the lock to the next in the queue; a re-entrant one only when it was released as often as acquired.
     *
     * @throws IllegalMonitorStateException if this owner does not hold it
     */
    void release(Object owner);

    /**
     * Waits until the current thread holds the lock. Who gives up, for whatever reason, leaves nothing behind.
     *
     * @param timeout how long at the most; null for no bound
     * @return whether the current thread holds the lock
     * @throws KazooInterruptedException if the thread is interrupted
     * @throws BlockingForbiddenException if the lock is not to be had at once and this thread must not block; {@link
     *     #acquireAsync} is for it
     */
    default boolean acquire(@Nullable Duration timeout) {
        Thread owner = Thread.currentThread();
        AsyncResult<@Nullable Void> turn = acquireAsync(owner);
        try {
            return turn.await(timeout) || !turn.cancel();
        } catch (RuntimeException refused) {
            if (!turn.cancel() && turn.isSuccessful()) {
                release(owner);
            }
            throw refused;
        }
    }

    /**
     * Releases the lock that the current thread holds.
     *
     * @throws IllegalMonitorStateException if it does not
     */
    default void release() {
        release(Thread.currentThread());
    }
}
