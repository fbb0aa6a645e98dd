package io.kazoo.recipes.election;

import io.kazoo.recipes.Hold;

/** What a leader does, and while it does it, it leads. */
@FunctionalInterface
public interface LeaderFunction {
    /**
     * Leads. Called on a thread that may block; leadership ends when it returns or throws. If leadership is lost before,
     * the thread is interrupted.
     *
     * @param leadership what is held: {@link Hold#fencingToken()} protects what is written, {@link Hold#isHeld()} tells a
     *     loop when to stop
     * @throws Exception whatever goes wrong; the run fails with it
     */
    void lead(Hold leadership) throws Exception;
}
