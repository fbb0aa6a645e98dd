package io.kazoo.recipes;

import io.kazoo.AsyncResult;
import io.kazoo.AsyncTransaction;
import io.kazoo.Transaction;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Something that is held: a lock, a lease, leadership. Who has this object owns it, whatever thread it is on; it ends
 * with {@link #release()} or with the session, and never comes back.
 *
 * <p>A lost connection alone ({@link io.kazoo.KazooState#SUSPENDED}) does not end it: the session and its node live on,
 * nobody else gets what is held, unless a policy asks for caution. After the reconnect the node is checked. When the session is over, also when the client
 * can only know by its own clock ({@link io.kazoo.KazooState#LOST}), it is lost. An ensemble may then give it to somebody
 * else before slow work here has noticed: protect what is written to ZooKeeper with {@link #transaction()}, and what is
 * written elsewhere with {@link #fencingToken()}.
 *
 * <p>Safe for any number of threads.
 */
public interface Hold extends AutoCloseable {
    /**
     * Tells whether it is held, as far as this client can know without asking: false once it is released, its
     * session is over, or its node was found deleted.
     */
    boolean isHeld();

    /**
     * Returns a result that succeeds when it is lost: the session is over, or somebody else deleted the node. If
     * it is released first, it fails with {@link io.kazoo.exceptions.CancelledException}. Cancelling it changes
     * nothing about the hold.
     */
    AsyncResult<@Nullable Void> lost();

    /**
     * Returns a number that is higher than that of every earlier holder of the same, also after its directory was
     * deleted and made again: the transaction that created the node. A resource that remembers the highest one it has
     * seen can refuse a holder of the past. Between different ones the numbers say nothing: they tell who came first, not
     * who held first.
     */
    long fencingToken();

    /** Returns the path of the node that stands for this hold, below the client's chroot. */
    String nodePath();

    /**
     * Gives it back and waits until its node is gone; without effect if it is not held any more.
     *
     * <p>If the connection is lost, the removal goes on over reconnects until the node or the session is gone, also
     * when this call ends early.
     *
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block; it is still held then
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
     * Gives it back without waiting; see {@link #release()}.
     *
     * @return whether this call gave it back, when the node is gone: false if it was lost or released before
     */
    AsyncResult<Boolean> releaseAsync();

    /**
     * Runs a job while it is held, on a thread of the handler's for blocking jobs, and waits for it. If the hold ends
     * first, by loss or by a release, the job's thread is interrupted; a job that does not mind that holds up this call.
     *
     * @param job what to do; it must not release the hold
     * @return what the job returns
     * @throws HoldLostException if the hold is lost before the job has ended, whatever became of the job; a job that has
     *     not begun by then never does
     * @throws io.kazoo.exceptions.CancelledException if it is released before the job has ended
     * @throws io.kazoo.exceptions.KazooInterruptedException if the caller is interrupted; so is the job then
     * @throws io.kazoo.exceptions.KazooException what the job throws, if it is one
     * @throws java.util.concurrent.CompletionException around what else the job throws
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block; the job is not begun then
     */
    <T extends @Nullable Object> T callWhileHeld(Callable<T> job);

    /**
     * Runs a job while it is held, without waiting for it; see {@link #callWhileHeld}. The result is settled when the
     * job has ended; cancelling it interrupts the job.
     */
    <T extends @Nullable Object> AsyncResult<T> callWhileHeldAsync(Callable<T> job);

    /**
     * Begins a transaction that ZooKeeper applies only while the node of this hold exists: a holder of the past, however
     * slow it was to notice, cannot write any more. The check is no step: neither results nor the number of a step that
     * failed count it.
     *
     * <p>Its commits throw {@link HoldLostException} if the node is gone; nothing was applied then. A transaction without
     * steps only asks whether it is held.
     */
    Transaction transaction();

    /** The twin of {@link #transaction()} without waiting. */
    AsyncTransaction transactionAsync();
}
