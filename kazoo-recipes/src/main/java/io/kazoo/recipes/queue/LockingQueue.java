package io.kazoo.recipes.queue;

import io.kazoo.KazooClient;
import io.kazoo.exceptions.KazooInterruptedException;
import io.kazoo.recipes.support.Blocking;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * A queue whose entries stay in it until their consumer is done with them: a consumer that dies gives its entry back, so
 * that each is consumed at least once. With kazoo's layout, so that Python and Java clients share it. The blocking face of
 * {@link AsyncLockingQueue}.
 *
 * <p>Each get takes an entry of its own and hands it over as a {@link QueueEntry}; one object serves any number of consumers.
 * (In kazoo a queue object holds one entry at a time, and get returns it again until it is consumed.) Every waiting get is
 * woken by every change of the queue: it is for tens of consumers and some thousands of small entries.
 *
 * <p><b>Failures.</b> Lost connections and sessions only delay a get: it looks again after each. However it ends without an
 * entry, by timeout, cancellation, interrupt or failure, no watch is left, and an entry that was taken too late is given
 * back. A put whose reply is lost fails with {@link io.kazoo.exceptions.ConnectionLossException} and {@link
 * io.kazoo.exceptions.Outcome#MAYBE_APPLIED}: entries do not tell who made them, and trying again might put it twice.
 *
 * <p><b>Layout.</b> {@code <path>/entries/entry-<3 digits of priority>-<10 digits>}, persistent, with the value as data, and
 * {@code <path>/taken/<name of the entry>}, ephemeral, with 32 hexadecimal digits of this take as data. Missing parents are
 * created. Safe for any number of threads.
 */
public final class LockingQueue {
    private final AsyncLockingQueue async;

    private LockingQueue(AsyncLockingQueue async) {
        this.async = async;
    }

    /**
     * Stands for a queue; nothing is sent.
     *
     * @param path the queue's node; created when needed
     * @throws IllegalArgumentException if the path has a component {@code .} or {@code ..}
     */
    public static LockingQueue create(KazooClient client, String path) {
        return new LockingQueue(new AsyncLockingQueue(client, path));
    }

    /** Returns the face of this queue that never blocks. */
    public AsyncLockingQueue async() {
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

    /** Puts values with kazoo's default priority, 100; see {@link #putAll(Collection, int)}. */
    public void putAll(Collection<byte[]> values) {
        putAll(values, Entries.DEFAULT_PRIORITY);
    }

    /** Puts values in one transaction, all or none, in their order; else as {@link #put(byte[], int)}. */
    public void putAll(Collection<byte[]> values, int priority) {
        requireMayBlock("putAll()");
        Blocking.get(async.putAll(values, priority));
    }

    /**
     * Takes the next entry that nobody holds, and waits without bound for one.
     *
     * @throws io.kazoo.exceptions.ConnectionClosedException if the client is not started, or stopped meanwhile
     * @throws KazooInterruptedException if the thread is interrupted
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses, for example with NoAuth
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block; nothing was sent then
     */
    public QueueEntry get() {
        requireMayBlock("get()");
        return Blocking.get(async.get(), QueueEntry::releaseAsync);
    }

    /**
     * Takes the next entry that nobody holds, and waits for a time at the most for one.
     *
     * @param timeout how long all together, reconnects included. Asking takes some round trips: with zero there is no
     *     time for them
     * @return the entry, or empty if none was obtained by then
     * @see #get()
     */
    public Optional<QueueEntry> get(Duration timeout) {
        requireMayBlock("get(Duration)");
        return Blocking.get(async.get(timeout), entry -> entry.ifPresent(QueueEntry::releaseAsync));
    }

    /**
     * Returns the number of entries, those that are held included, as the server knows it that the client is connected to.
     *
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block
     */
    public int size() {
        requireMayBlock("size()");
        return Blocking.get(async.size());
    }

    private void requireMayBlock(String call) {
        async.context.requireMayBlock("LockingQueue." + call, "LockingQueue.async()." + call);
    }
}
