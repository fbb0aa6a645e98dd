package io.kazoo.recipes.lock;

import io.kazoo.AsyncResult;
import org.jspecify.annotations.Nullable;

/**
 * A lock that is held. Who has this object owns the lock, whatever thread it is on; it ends with {@link #release()} or
 * with the session, and never comes back.
 *
 * <p>A lost connection alone ({@link io.kazoo.KazooState#SUSPENDED}) does not end it: the session and its node live on,
 * nobody else gets the lock. After the reconnect the node is checked. When the session is over, also when the client
 * can only know by its own clock ({@link io.kazoo.KazooState#LOST}), the lock is lost. An ensemble may then give it to
 * somebody else before slow work here has noticed: protect what is written with {@link #fencingToken()}.
 *
 * <p>Safe for any number of threads.
 */
public interface HeldLock extends AutoCloseable {
    /**
     * Tells whether the lock is held, as far as this client can know without asking: false once it is released, its
     * session is over, or its node was found deleted.
     */
    boolean isHeld();

    /**
     * Returns a result that succeeds when the lock is lost: the session is over, or somebody else deleted the node. If
     * the lock is released first, it fails with {@link io.kazoo.exceptions.CancelledException}. Cancelling it changes
     * nothing about the lock.
     */
    AsyncResult<@Nullable Void> lost();

    /**
     * Returns a number that is higher than that of every earlier holder of this lock, also after the lock's directory was
     * deleted and made again: the transaction that created the node. A resource that remembers the highest one it has
     * seen can refuse a holder of the past. Between different locks the numbers say nothing: they tell who came first, not
     * who held first.
     */
    long fencingToken();

    /** Returns the path of the node that stands for this hold, below the client's chroot. */
    String nodePath();

    /**
     * Gives the lock back and waits until its node is gone; without effect if it is not held any more.
     *
     * <p>If the connection is lost, the removal goes on over reconnects until the node or the session is gone, also
     * when this call ends early.
     *
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block; the lock is still held
     *     then
     * @throws io.kazoo.exceptions.KazooInterruptedException if the thread is interrupted; the removal goes on
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses the removal, for example because others may
     *     not delete here any more; it is tried again in the background as long as the session lives
     */
    void release();

    /** As {@link #release()}. */
    @Override
    default void close() {
        release();
    }

    /**
     * Gives the lock back without waiting; see {@link #release()}.
     *
     * @return whether this call gave it back, when the node is gone: false if it was lost or released before
     */
    AsyncResult<Boolean> releaseAsync();
}
