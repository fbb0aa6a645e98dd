package io.kazoo.recipes.queue;

import io.kazoo.KazooClient;
import io.kazoo.recipes.support.Blocking;
import java.util.Optional;

/**
 * A queue of values with priorities; with kazoo's layout, so that Python and Java clients share it. The blocking face of
 * {@link AsyncQueue}. For entries that must survive their consumer use {@link LockingQueue}.
 *
 * <p>ZooKeeper keeps all entries in memory and lists them in one reply: queues are for some thousands of small entries.
 *
 * <p><b>Failures.</b> Lost connections and sessions only delay a call, unless the reply that is lost is the one to the
 * request that matters:
 *
 * <ul>
 *   <li>A put whose reply is lost fails with {@link io.kazoo.exceptions.ConnectionLossException} and {@link
 *       io.kazoo.exceptions.Outcome#MAYBE_APPLIED}: entries do not tell who made them, and trying again might put it twice.
 *   <li>A get whose removal is in doubt asks again. Either it was not applied, and is now; or the entry is gone, and
 *       {@link InDoubtException} hands the value over with the news that another consumer may have it too (in kazoo it is
 *       lost).
 *   <li>A consumer that dies behind the removal takes the entry with it: at most once.
 * </ul>
 *
 * <p><b>Layout.</b> {@code <path>/entry-<3 digits of priority>-<10 digits>}, persistent, with the value as data. Missing
 * parents are created. Other children are left alone. Safe for any number of threads.
 */
public final class Queue {
    private final AsyncQueue async;

    private Queue(AsyncQueue async) {
        this.async = async;
    }

    /**
     * Stands for a queue; nothing is sent.
     *
     * @param path the node whose children are the entries; created when needed
     * @throws IllegalArgumentException if the path has a component {@code .} or {@code ..}
     */
    public static Queue create(KazooClient client, String path) {
        return new Queue(new AsyncQueue(client, path));
    }

    /** Returns the face of this queue that never blocks. */
    public AsyncQueue async() {
        return async;
    }

    /** Returns the path of the queue's node, below the client's chroot. */
    public String path() {
        return async.path();
    }

    /** Puts a value with kazoo's default priority, 100; see {@link #put(byte[], int)}. */
    public void put(byte[] value) {
        put(value, Entries.DEFAULT_PRIORITY);
    }

    /**
     * Puts a value.
     *
     * @param priority 0 to 999; lower ones come first
     * @throws IllegalArgumentException if the priority is another
     * @throws io.kazoo.exceptions.ConnectionLossException if it may have been put, see above
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block; nothing was sent then
     */
    public void put(byte[] value, int priority) {
        requireMayBlock("put()");
        Blocking.get(async.put(value, priority));
    }

    /**
     * Takes the next value; does not wait for one.
     *
     * @return the value, or empty if there is none
     * @throws InDoubtException if another consumer may have it too, see above
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses
     * @throws io.kazoo.exceptions.KazooInterruptedException if the thread is interrupted; the value may be gone then
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block; nothing was sent then
     */
    public Optional<byte[]> get() {
        requireMayBlock("get()");
        return Blocking.get(async.get());
    }

    /**
     * Returns the number of entries, as the server knows it that the client is connected to.
     *
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block
     */
    public int size() {
        requireMayBlock("size()");
        return Blocking.get(async.size());
    }

    private void requireMayBlock(String call) {
        async.context.requireMayBlock("Queue." + call, "Queue.async()." + call);
    }
}
