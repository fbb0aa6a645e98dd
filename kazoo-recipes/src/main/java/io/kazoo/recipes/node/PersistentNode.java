package io.kazoo.recipes.node;

import io.kazoo.CreateOptions;
import io.kazoo.KazooClient;
import io.kazoo.recipes.support.Blocking;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node that is there as long as this is open: created again after the end of a session and when somebody deletes it. For
 * the registration of a service, an address, a mark of life. Beyond kazoo. The blocking face of {@link
 * AsyncPersistentNode}.
 *
 * <pre>{@code
 * try (PersistentNode node = PersistentNode.create(
 *         client, "/services/web/1", address, CreateOptions.of(CreateMode.EPHEMERAL))) {
 *     node.start();
 *     serve();
 * }
 * }</pre>
 *
 * <p><b>Kinds.</b> Any {@link io.kazoo.CreateMode}. A sequential node gets its number once and keeps its name; it is created
 * by {@link KazooClient#createProtected}, so that a lost reply makes no second one, and its name begins accordingly. One
 * with a time to live is written to in time, so that it goes only when nobody keeps it. Missing parents are made each
 * time.
 *
 * <p><b>What is there already.</b> A node that does not belong to a session is taken over if none that does was asked for,
 * and gets the data. A node of another session is in the way, also if that is the one before of this client, which the
 * servers have not ended yet: it is waited for to go ({@link PersistentNodeListener#failed}), and never deleted.
 *
 * <p><b>Loss.</b> {@link io.kazoo.KazooState#SUSPENDED} changes nothing; after the reconnect the node is looked at. With
 * {@link io.kazoo.KazooState#LOST} an ephemeral node is taken for gone, and is made again in the next session. If the client
 * is stopped, it is made again when the client is started. What somebody else writes to it stays, until {@link #setData} or
 * the next time the node is made.
 *
 * <p>Safe for any number of threads.
 */
public final class PersistentNode implements AutoCloseable {
    private final AsyncPersistentNode async;

    private PersistentNode(AsyncPersistentNode async) {
        this.async = async;
    }

    /**
     * Makes it; nothing is sent before {@link #start()}.
     *
     * @param path where the node is to be; the beginning of it for a sequential one
     * @param data what it is to hold, copied; null for none
     * @param options what kind of node it is; parents are always made
     * @throws IllegalArgumentException if the path has a component {@code .} or {@code ..}
     */
    public static PersistentNode create(
            KazooClient client, String path, byte @Nullable [] data, CreateOptions options) {
        return new PersistentNode(new AsyncPersistentNode(client, path, data, options));
    }

    /** Returns the face of this node that never blocks. */
    public AsyncPersistentNode async() {
        return async;
    }

    /**
     * Begins, and waits until the node is there. It stays started however this call ends.
     *
     * @return the path of the node, with the number if it is sequential
     * @throws IllegalStateException if it was started before
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses, for example with NoAuth; it is tried again in
     *     the background all the same, until it is closed
     * @throws io.kazoo.exceptions.CancelledException if it is closed
     * @throws io.kazoo.exceptions.KazooInterruptedException if the thread is interrupted
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block; it is not started then
     */
    public String start() {
        requireMayBlock("start()");
        return Blocking.get(async.start());
    }

    /** Returns the path of the node, empty until it was there for the first time. */
    public Optional<String> path() {
        return async.path();
    }

    /** Tells whether the node is there, as far as this client knows without asking. */
    public boolean isPresent() {
        return async.isPresent();
    }

    /**
     * Changes what the node is to hold, now and whenever it is made again, and waits until it is written; if the data is
     * changed again meanwhile, until that is.
     *
     * @param data copied; null for none
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses; it is tried again in the background
     * @throws io.kazoo.exceptions.CancelledException if it is closed
     * @throws io.kazoo.exceptions.KazooInterruptedException if the thread is interrupted; it is written all the same
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block; nothing is changed then
     */
    public void setData(byte @Nullable [] data) {
        requireMayBlock("setData(...)");
        Blocking.get(async.setData(data));
    }

    /** Adds a listener, which is told at once if the node was there already. Never blocks. */
    public void addListener(PersistentNodeListener listener) {
        async.addListener(listener);
    }

    /** Removes a listener; what is on its way to it still arrives. Never blocks. */
    public void removeListener(PersistentNodeListener listener) {
        async.removeListener(listener);
    }

    /**
     * Keeps the node no more and waits until it is gone, over reconnects, also when this call ends early. A node of another
     * session stays. Harmless when repeated.
     *
     * @throws io.kazoo.exceptions.NotEmptyException if the node has children; it stays
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses the removal; the node stays
     * @throws io.kazoo.exceptions.ConnectionClosedException if the client is stopped and the node outlives sessions
     * @throws io.kazoo.exceptions.KazooInterruptedException if the thread is interrupted; the removal goes on
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block; it is still open then
     */
    @Override
    public void close() {
        requireMayBlock("close()");
        Blocking.get(async.close());
    }

    private void requireMayBlock(String call) {
        async.context.requireMayBlock("PersistentNode." + call, "PersistentNode.async()." + call);
    }
}
