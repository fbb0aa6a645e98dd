package io.kazoo.recipes.partition;

import io.kazoo.KazooClient;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.support.Blocking;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Divides a set among its members, and again when they change: the shards of an index, the queues of a topic. kazoo's
 * {@code SetPartitioner}, with its layout, so that Python and Java members share a set. The blocking face of {@link
 * AsyncSetPartitioner}.
 *
 * <pre>{@code
 * try (SetPartitioner shards = SetPartitioner.create(client, "/index", names, PartitionerOptions.of("node-1"))) {
 *     shards.start();
 *     while (shards.state() != PartitionState.FAILURE) {
 *         switch (shards.state()) {
 *             case ALLOCATING -> shards.waitForAcquire(Duration.ofMinutes(1));
 *             case ACQUIRED -> work(shards.held());
 *             default -> shards.releaseSet();
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p><b>How it goes.</b> A member joins. When the members have not changed for {@link PartitionerOptions#timeBoundary()}, each
 * computes its part and waits for a lock on each element of it; when it has all, it is ACQUIRED. When the members change, it
 * is told to RELEASE, finishes its work, and calls {@link #releaseSet()}; only then the others get what was its.
 *
 * <p><b>Loss.</b> {@link io.kazoo.KazooState#SUSPENDED} means RELEASE, as in kazoo, unless {@link
 * PartitionerOptions#releasedWhenSuspended()} is off; who is ALLOCATING goes on after the reconnect. {@link
 * io.kazoo.KazooState#LOST} means FAILURE for good: make another partitioner. A lock that somebody deletes means RELEASE.
 *
 * <p><b>Different sets.</b> Members that divide different sets, or by different functions, wait for each other's locks. That
 * is told to {@link PartitionListener#blocked}, logged, and named by the failure of {@link #waitForAcquire}; they go on as
 * soon as it is over, so that a set can be changed by starting members with the new set before the last of the old ones
 * is gone.
 *
 * <p>Safe for any number of threads.
 */
public final class SetPartitioner implements AutoCloseable {
    private final AsyncSetPartitioner async;

    private SetPartitioner(AsyncSetPartitioner async) {
        this.async = async;
    }

    /**
     * Makes a member; nothing is sent before {@link #start()}.
     *
     * @param path the node below which it all happens; created when needed
     * @param partitions the set, the same for all members. Members in Python must have strings in it: numbers have another
     *     order there
     * @throws IllegalArgumentException if the path or an element of the set can never be a node's
     */
    public static SetPartitioner create(
            KazooClient client, String path, Set<String> partitions, PartitionerOptions options) {
        return new SetPartitioner(new AsyncSetPartitioner(client, path, partitions, options));
    }

    /** Returns the face of this partitioner that never blocks. */
    public AsyncSetPartitioner async() {
        return async;
    }

    /**
     * Joins the members. Never blocks.
     *
     * @throws IllegalStateException if it was started before
     */
    public void start() {
        async.start();
    }

    /** Returns what it is doing. Never blocks. */
    public PartitionState state() {
        return async.state();
    }

    /**
     * Returns what this member has, with the lock of each, in the order in which the function gave it: empty but in {@link
     * PartitionState#ACQUIRED} and {@link PartitionState#RELEASE}. Never blocks.
     */
    public Map<String, Hold> held() {
        return async.held();
    }

    /**
     * Waits until it is ACQUIRED.
     *
     * @return what it has
     * @throws io.kazoo.exceptions.LockTimeoutException if it is not by then; the message says what it waits for
     * @throws io.kazoo.exceptions.SessionExpiredException if the session is over
     * @throws io.kazoo.exceptions.CancelledException if it is finished
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses, for example with NoAuth
     * @throws java.util.concurrent.CompletionException around what the partition function threw, and an {@link
     *     IllegalStateException} if that returned no part of the set
     * @throws io.kazoo.exceptions.KazooInterruptedException if the thread is interrupted; it goes on
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block
     */
    public Map<String, Hold> waitForAcquire(Duration timeout) {
        requireMayBlock("waitForAcquire(Duration)");
        return Blocking.get(async.waitForAcquire(timeout));
    }

    /**
     * Gives back what it has if it is to RELEASE, and begins again; waits until it is given back. Without effect in other
     * states.
     *
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses; tried again in the background
     * @throws io.kazoo.exceptions.KazooInterruptedException if the thread is interrupted; it goes on
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block; nothing is released then
     */
    public void releaseSet() {
        requireMayBlock("releaseSet()");
        Blocking.get(async.releaseSet());
    }

    /** Adds a listener, which is told the state of now at once. Never blocks. */
    public void addListener(PartitionListener listener) {
        async.addListener(listener);
    }

    /** Removes a listener; what is on its way to it still arrives. Never blocks. */
    public void removeListener(PartitionListener listener) {
        async.removeListener(listener);
    }

    /**
     * Is no member any more, for good: the state is FAILURE, as in kazoo. Waits until everything is given back; it is in
     * the end, also when this call ends early. Harmless when repeated.
     *
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses; tried again in the background as long as the
     *     session lives
     * @throws io.kazoo.exceptions.KazooInterruptedException if the thread is interrupted; it goes on
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block; it is still a member then
     */
    public void finish() {
        requireMayBlock("finish()");
        Blocking.get(async.finish());
    }

    /** As {@link #finish()}. */
    @Override
    public void close() {
        finish();
    }

    private void requireMayBlock(String call) {
        async.context.requireMayBlock("SetPartitioner." + call, "SetPartitioner.async()." + call);
    }
}
