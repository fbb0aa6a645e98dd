package io.kazoo.recipes.barrier;

import io.kazoo.KazooClient;
import io.kazoo.recipes.support.Blocking;
import java.time.Duration;

/**
 * A barrier that a number of members enter together and leave together; with kazoo's layout, so that Python and Java
 * clients share it. The blocking face of {@link AsyncDoubleBarrier}. This object is one member; it may enter again when it
 * has left. Safe for any number of threads.
 *
 * <p><b>Failures.</b> Lost connections and sessions only delay a call: who enters is made a member again if its session
 * ends or its node is deleted, who waits looks again after each reconnect. What cannot be cured is thrown (kazoo's {@code
 * enter} returns as if it had succeeded). However an enter ends without success, its node is removed in the background; a
 * leave that ends early has left, without waiting for the others.
 *
 * <p>A member whose session ends inside is gone for the others: they do not wait for it any more. {@link
 * #isParticipating()} tells.
 *
 * <p>One thing nobody can see: if a member is cut off just while the last one enters, and all others leave so fast that a
 * Python client among them closes the barrier before it is back, it waits for the next opening. Give it a timeout.
 *
 * <p><b>Layout.</b> {@code <path>/<32 hex digits>} per member, ephemeral, with the identifier as data, and {@code
 * <path>/ready}, persistent, while the barrier is open. The last one to leave removes it; one that is left over from a
 * round that died is replaced. Missing parents are created.
 */
public final class DoubleBarrier {
    private final AsyncDoubleBarrier async;

    private DoubleBarrier(AsyncDoubleBarrier async) {
        this.async = async;
    }

    /**
     * Makes a member-to-be; nothing is sent.
     *
     * @param path the node whose children are the members; created when needed
     * @param number how many members open the barrier
     * @param identifier what others see in the member's node
     * @throws IllegalArgumentException if the number is less than 1, or the path has a component {@code .} or {@code ..}
     */
    public static DoubleBarrier create(KazooClient client, String path, int number, String identifier) {
        return new DoubleBarrier(new AsyncDoubleBarrier(client, path, number, identifier));
    }

    /** Returns the face of this barrier that never blocks. */
    public AsyncDoubleBarrier async() {
        return async;
    }

    /** Returns the path of the barrier's node, below the client's chroot. */
    public String path() {
        return async.path();
    }

    /** Returns the path of the own node, whether it is there or not, below the client's chroot. */
    public String nodePath() {
        return async.nodePath();
    }

    /** Tells whether this member has entered, has not begun to leave, and its session lives. Never blocks. */
    public boolean isParticipating() {
        return async.isParticipating();
    }

    /**
     * Enters, and waits without bound until the others are there.
     *
     * @throws io.kazoo.exceptions.ConnectionClosedException if the client is not started, or stopped meanwhile
     * @throws io.kazoo.exceptions.KazooInterruptedException if the thread is interrupted
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses, for example with NoChildrenForEphemerals
     * @throws IllegalStateException if this member has entered already
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block; nothing was sent then
     */
    public void enter() {
        requireMayBlock("enter()");
        Blocking.get(async.enter());
    }

    /**
     * Enters, and waits for a time at the most until the others are there.
     *
     * @param timeout how long all together, reconnects and new sessions included
     * @return whether the barrier opened; if not, this one is no member any more
     * @see #enter()
     */
    public boolean enter(Duration timeout) {
        requireMayBlock("enter(Duration)");
        return Blocking.get(async.enter(timeout));
    }

    /**
     * Leaves, and waits without bound until all others have left too.
     *
     * @throws IllegalStateException if this member has not entered
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses
     * @throws io.kazoo.exceptions.KazooInterruptedException if the thread is interrupted; it has left then
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block; nothing was sent then
     */
    public void leave() {
        requireMayBlock("leave()");
        Blocking.get(async.leave());
    }

    /**
     * Leaves, and waits for a time at the most until all others have left too.
     *
     * @return whether they have; this one has in any case
     * @see #leave()
     */
    public boolean leave(Duration timeout) {
        requireMayBlock("leave(Duration)");
        return Blocking.get(async.leave(timeout));
    }

    private void requireMayBlock(String call) {
        async.context.requireMayBlock("DoubleBarrier." + call, "DoubleBarrier.async()." + call);
    }
}
