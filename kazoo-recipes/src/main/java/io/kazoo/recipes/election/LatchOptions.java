package io.kazoo.recipes.election;

import io.kazoo.recipes.lock.LockOptions;
import java.util.Objects;

/**
 * How a latch contends and when it counts as leader. Immutable; start with {@link #of} and refine.
 *
 * @param lock how it contends; its identifier is what {@link LeaderLatch#participants()} tells. Must be ephemeral
 * @param pausedWhenSuspended whether a latch stops being the leader as soon as the connection is lost ({@link
 *     io.kazoo.KazooState#SUSPENDED}), as Curator's does. It leads again after the reconnect, by the same node and with the
 *     same {@link io.kazoo.recipes.Hold#fencingToken()}, if its session has survived. By default it leads on: nobody else
 *     can be elected while the session lives, the client's own clock ends it in time, and a job that is stopped and
 *     started with each lost connection suffers more from that than from the loss (Flink's FLINK-10052)
 */
public record LatchOptions(LockOptions lock, boolean pausedWhenSuspended) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the lock is not ephemeral: a leader that dies would be the leader for ever
     */
    public LatchOptions {
        Objects.requireNonNull(lock);
        if (!lock.ephemeral()) {
            throw new IllegalArgumentException("the node of a latch must be ephemeral");
        }
    }

    /** Returns the defaults with an identifier: kazoo's layout, and a lost connection alone ends nothing. */
    public static LatchOptions of(String identifier) {
        return new LatchOptions(LockOptions.defaults().withIdentifier(identifier), false);
    }

    /** Returns the same, contending in another way. */
    public LatchOptions withLock(LockOptions options) {
        return new LatchOptions(options, pausedWhenSuspended);
    }

    /** Returns the same, leading while the connection is lost or not. */
    public LatchOptions withPausedWhenSuspended(boolean paused) {
        return new LatchOptions(lock, paused);
    }
}
