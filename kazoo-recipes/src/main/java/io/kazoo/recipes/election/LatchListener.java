package io.kazoo.recipes.election;

import io.kazoo.recipes.Hold;

/**
 * Hears when a latch becomes the leader and when it is so no more, in this order and in turns. Each listener is called on
 * a lane of its own: it may be slow, and an exception is logged and changes nothing, for it and for others.
 */
public interface LatchListener {
    /**
     * The latch leads.
     *
     * @param leadership what it holds; it may be lost already when a slow listener hears of it: ask {@link Hold#isHeld()}
     */
    void leader(Hold leadership);

    /** The latch leads no more: its session is over, its node was deleted, it is closed, or it pauses (see {@link LatchOptions}). */
    void notLeader();

    /**
     * The servers refuse the latch, for example with NoAuth, or the client is stopped. It tries again, after growing pauses
     * of up to five seconds, or when the client is connected again. Does nothing by default.
     */
    default void failed(Throwable failure) {}
}
