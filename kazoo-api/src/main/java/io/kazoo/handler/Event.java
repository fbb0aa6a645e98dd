package io.kazoo.handler;

import io.kazoo.AsyncResult;
import io.kazoo.exceptions.BlockingForbiddenException;
import io.kazoo.exceptions.KazooInterruptedException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A flag that threads and event loops can wait for (kazoo's {@code event_object}); rule H-15 of {@link Handler}. All
 * methods are safe from any thread.
 */
public interface Event {
    /** Tells whether the flag is up. */
    boolean isSet();

    /** Raises the flag: who waits now goes on, and nobody waits any more until {@link #clear()}. */
    void set();

    /** Lowers the flag. */
    void clear();

    /**
     * Returns a result of the caller's own that is settled, with null, when the flag is up next, at once if it is up now.
     * Cancelling it ends this wait and no other.
     */
    AsyncResult<@Nullable Void> onSet();

    /**
     * Waits until the flag is up.
     *
     * @param timeout how long at the most; null for no bound
     * @return whether it was
     * @throws KazooInterruptedException if the thread is interrupted
     * @throws BlockingForbiddenException if the flag is not up and this thread must not block; {@link #onSet()} is for it
     */
    default boolean await(@Nullable Duration timeout) {
        AsyncResult<@Nullable Void> up = onSet();
        try {
            return up.await(timeout);
        } finally {
            up.cancel();
        }
    }
}
