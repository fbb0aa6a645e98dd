package io.kazoo.recipes.barrier;

import io.kazoo.KazooClient;
import io.kazoo.recipes.support.Blocking;
import java.time.Duration;

/**
 * A barrier that holds everybody up as long as it exists; with kazoo's layout, so that Python and Java clients share it.
 * The blocking face of {@link AsyncBarrier}.
 *
 * <p><b>Failures.</b> Lost connections and sessions only delay a call. Who waits looks again after each reconnect, so that
 * it is not held up by a barrier that fell meanwhile (in kazoo a lost connection loses the wake-up). However a wait ends, no
 * watch is left behind.
 *
 * <p><b>Layout.</b> The node without data; it is persistent, and stays until somebody removes it. Missing parents are
 * created. Safe for any number of threads.
 */
public final class Barrier {
    private final AsyncBarrier async;

    private Barrier(AsyncBarrier async) {
        this.async = async;
    }

    /**
     * Stands for a barrier; nothing is sent.
     *
     * @throws IllegalArgumentException if the path has a component {@code .} or {@code ..}
     */
    public static Barrier of(KazooClient client, String path) {
        return new Barrier(new AsyncBarrier(client, path));
    }

    /** Returns the face of this barrier that never blocks. */
    public AsyncBarrier async() {
        return async;
    }

    /** Returns the path of the barrier's node, below the client's chroot. */
    public String path() {
        return async.path();
    }

    /**
     * Sets the barrier up; without effect if it is there.
     *
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block
     */
    public void create() {
        requireMayBlock("create()");
        Blocking.get(async.create());
    }

    /**
     * Removes the barrier: everybody may go on. The removal goes on over reconnects, also when this call is interrupted.
     *
     * @return whether there was one
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block
     */
    public boolean remove() {
        requireMayBlock("remove()");
        return Blocking.get(async.remove());
    }

    /**
     * Waits without bound until there is no barrier.
     *
     * @throws io.kazoo.exceptions.ConnectionClosedException if the client is not started, or stopped meanwhile
     * @throws io.kazoo.exceptions.KazooInterruptedException if the thread is interrupted
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses, for example with NoAuth
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block
     */
    public void waitFor() {
        requireMayBlock("waitFor()");
        Blocking.get(async.waitFor());
    }

    /**
     * Waits for a time at the most until there is no barrier.
     *
     * @param timeout how long all together, reconnects included. Asking takes a round trip: with zero there is no time
     *     for it
     * @return whether there was none by then
     * @see #waitFor()
     */
    public boolean waitFor(Duration timeout) {
        requireMayBlock("waitFor(Duration)");
        return Blocking.get(async.waitFor(timeout));
    }

    private void requireMayBlock(String call) {
        async.context.requireMayBlock("Barrier." + call, "Barrier.async()." + call);
    }
}
