package io.kazoo.recipes.election;

import io.kazoo.KazooClient;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.support.Blocking;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One of many that leads, as long as it is open: a candidate that is elected stays the leader until it is closed or loses
 * its session, and is a candidate again then. Beyond kazoo, which has {@link Election} only; with the same layout, so
 * latches and elections on one path are candidates for the same leadership. The blocking face of {@link
 * AsyncLeaderLatch}.
 *
 * <pre>{@code
 * try (LeaderLatch latch = LeaderLatch.create(client, "/app/leader", LatchOptions.of("worker-1"))) {
 *     latch.start();
 *     Hold leadership = latch.await();
 *     write(leadership.fencingToken());
 * }
 * }</pre>
 *
 * <p><b>Loss.</b> A lost connection ({@link io.kazoo.KazooState#SUSPENDED}) ends nothing unless {@link
 * LatchOptions#pausedWhenSuspended()}; the node is checked after the reconnect, and leads on if it has survived: two
 * latches never chase each other away. When the session is over ({@link io.kazoo.KazooState#LOST}) or the node was deleted,
 * the latch leads no more and joins again, at the end of the queue. If the client is stopped, it joins again when the client
 * is started.
 *
 * <p>Safe for any number of threads.
 */
public final class LeaderLatch implements AutoCloseable {
    private final AsyncLeaderLatch async;

    private LeaderLatch(AsyncLeaderLatch async) {
        this.async = async;
    }

    /**
     * Makes a latch; nothing is sent before {@link #start()}.
     *
     * @param path the node whose children are the candidates; created when needed, also if it vanishes later
     * @throws IllegalArgumentException if the path has a component {@code .} or {@code ..}
     */
    public static LeaderLatch create(KazooClient client, String path, LatchOptions options) {
        return new LeaderLatch(new AsyncLeaderLatch(client, path, options));
    }

    /** Returns the face of this latch that never blocks. */
    public AsyncLeaderLatch async() {
        return async;
    }

    /** Returns the path of the latch's node, below the client's chroot. */
    public String path() {
        return async.path();
    }

    /**
     * Becomes a candidate. Never blocks: there is no need for a connection yet.
     *
     * @throws IllegalStateException if it was started or closed before
     */
    public void start() {
        async.start();
    }

    /**
     * Tells whether this latch is the leader, as far as the client can know without asking. What is written while it is
     * should be protected by the {@linkplain Hold#fencingToken() fencing token} of {@link #leadership()} all the same.
     */
    public boolean isLeader() {
        return async.isLeader();
    }

    /**
     * Returns what the latch leads by, empty if it does not. Each term has a hold of its own with a higher {@linkplain
     * Hold#fencingToken() fencing token}. Releasing it lets the next candidate lead, and puts this latch at the end of the
     * queue.
     */
    public Optional<Hold> leadership() {
        return async.leadership();
    }

    /**
     * Waits without bound until this latch is the leader.
     *
     * @throws io.kazoo.exceptions.CancelledException if it is closed
     * @throws io.kazoo.exceptions.KazooInterruptedException if the thread is interrupted; it stays a candidate
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block
     */
    public Hold await() {
        requireMayBlock("await()");
        return Blocking.get(async.await());
    }

    /**
     * As {@link #await()}, for a time at the most.
     *
     * @return what it leads by; empty when the time is up, and it stays a candidate
     */
    public Optional<Hold> await(Duration timeout) {
        requireMayBlock("await(Duration)");
        return Blocking.get(async.await(timeout));
    }

    /**
     * Returns the identifiers of the candidates, the leader's first.
     *
     * @throws io.kazoo.exceptions.ZookeeperException as any read; not retried
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block
     */
    public List<String> participants() {
        requireMayBlock("participants()");
        return Blocking.get(async.participants());
    }

    /** Adds a listener, which is told at once if the latch leads; the same one is only added once. Never blocks. */
    public void addListener(LatchListener listener) {
        async.addListener(listener);
    }

    /** Removes a listener; what is on its way to it still arrives. Never blocks. */
    public void removeListener(LatchListener listener) {
        async.removeListener(listener);
    }

    /**
     * Is no candidate any more, for good: tells the listeners if it was the leader, ends who waits, and gives leadership
     * back. The node of a candidate that does not lead goes in the background. Harmless when repeated.
     *
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses to remove the node; tried again in the
     *     background as long as the session lives
     * @throws io.kazoo.exceptions.KazooInterruptedException if the thread is interrupted; the removal goes on
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block; it is still open then
     */
    @Override
    public void close() {
        requireMayBlock("close()");
        Blocking.get(async.close());
    }

    private void requireMayBlock(String call) {
        async.context.requireMayBlock("LeaderLatch." + call, "LeaderLatch.async()." + call);
    }
}
