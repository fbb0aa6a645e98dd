package io.kazoo.recipes.queue;

import io.kazoo.AsyncResult;
import org.jspecify.annotations.Nullable;

/**
 * An entry that was taken from a {@link LockingQueue}: nobody else gets it while it is held. Who has this object owns it,
 * whatever thread it is on. It ends with {@link #consume()}, which removes the entry, with {@link #release()}, which gives it
 * back to the queue, or with the session, when others get it.
 *
 * <p>A lost connection alone ({@link io.kazoo.KazooState#SUSPENDED}) does not end it. When the session is over, also when the
 * client can only know by its own clock ({@link io.kazoo.KazooState#LOST}), it is lost: the entry may be in other hands
 * before slow work here has noticed. Safe for any number of threads.
 */
public interface QueueEntry extends AutoCloseable {
    /** Returns the value; the array is the caller's. */
    byte[] value();

    /** Returns the path of the node that stands for this hold, below the client's chroot. */
    String nodePath();

    /**
     * Returns a number that is higher than that of everybody who held this entry before: the transaction that took it.
     */
    long fencingToken();

    /** Tells whether it is held, as far as this client can know without asking. */
    boolean isHeld();

    /**
     * Returns a result that succeeds when it is lost: the session is over, or somebody else deleted the node. If it is
     * consumed or released first, it fails with {@link io.kazoo.exceptions.CancelledException}.
     */
    AsyncResult<@Nullable Void> lost();

    /**
     * Asks the leader whether it is held (kazoo's {@code holds_lock}); never throws because it is not.
     *
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block
     */
    boolean holdsLock();

    /** As {@link #holdsLock()}, without waiting. */
    AsyncResult<Boolean> holdsLockAsync();

    /**
     * Removes the entry from the queue: it is done with. Lost connections only delay it.
     *
     * @return whether this call did it; false if it is not held any more, when others get the entry or have it
     * @throws io.kazoo.exceptions.KazooException what the removal failed with, if its reply is lost and the session over
     *     before anybody could find out
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses; the entry is given back then
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block; it is still held then
     */
    boolean consume();

    /** As {@link #consume()}, without waiting; cancelling it does not stop it. */
    AsyncResult<Boolean> consumeAsync();

    /**
     * Gives the entry back, so that others get it; goes on over reconnects until the node or the session is gone.
     *
     * @return whether this call gave it back: false if it was consumed, released or lost before
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block; it is still held then
     */
    boolean release();

    /** As {@link #release()}, without waiting. */
    AsyncResult<Boolean> releaseAsync();

    /** As {@link #release()}: without effect behind {@link #consume()}. */
    @Override
    default void close() {
        release();
    }
}
