package io.kazoo;

import io.kazoo.handler.Handler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A ZooKeeper client: one session on one ensemble, kept alive over lost connections and, after it has expired, followed
 * by a new one. The blocking face of {@link AsyncKazooClient}; safe for any number of threads.
 *
 * <pre>{@code
 * try (KazooClient client = KazooClient.builder().hosts("zk1:2181,zk2:2181/app").build()) {
 *     client.start();
 *     client.ensurePath("/config");
 *     client.set("/config", data);
 * }
 * }</pre>
 */
public interface KazooClient extends NodeOperations, WatchOperations, EnsembleOperations, AutoCloseable {
    /** How long {@link #start()} waits for a connection, as in kazoo. */
    Duration DEFAULT_START_TIMEOUT = Duration.ofSeconds(15);

    /** Starts the description of a client. */
    static KazooClientBuilder builder() {
        return new KazooClientBuilder();
    }

    /** Returns the face of this client that never blocks. */
    AsyncKazooClient async();

    /**
     * Returns a view of this client whose requests to the server each may take a time, waiting for a connection included.
     * When it is up the request fails with {@link io.kazoo.exceptions.RequestTimeoutException}, which tells whether it had
     * been sent; the connection and the other requests are not affected. Operations that need several requests have this
     * time for each. Stopping or closing the view is stopping or closing the client.
     *
     * @throws IllegalArgumentException unless the time is positive
     */
    KazooClient withTimeout(Duration timeout);

    /**
     * Creates a node and knows that it did, whatever happens to the connection: the name begins with something that no
     * other has, {@code _c_}, a UUID and a dash, by which the node is found again when the reply to the create is lost. It
     * goes on until the node is there, or, if it is ephemeral, until its session has ended. If the call is cancelled or
     * interrupted, a node that was or is still created is deleted again.
     *
     * @return the path of the node
     * @throws io.kazoo.exceptions.SessionExpiredException if the node is ephemeral and its session has ended
     */
    String createProtected(String path, byte @Nullable [] data, CreateOptions options);

    /**
     * Deletes a node of any version for certain: goes on over lost connections and sessions until it is gone, also when the
     * call is cancelled or interrupted, as long as the client is not stopped.
     *
     * @throws io.kazoo.exceptions.NoNodeException if there is no such node, unless an earlier try may have deleted it
     * @throws io.kazoo.exceptions.KazooException if a server refuses, for one of the reasons of {@link #delete}
     */
    void deleteGuaranteed(String path);

    /**
     * Returns a view of this client below a node: the same session, lifecycle included, with all paths, given and
     * returned, below that node. Nothing is sent, and the node need not exist.
     *
     * @param path below this client's own chroot
     */
    KazooClient chroot(String path);

    /** Begins a transaction. */
    Transaction transaction();

    /**
     * Commits a transaction as soon as its steps are noted; if the function throws, nothing is committed and what it threw
     * goes on.
     *
     * @param steps notes the steps, and does not commit
     * @return what became of each step; see {@link Transaction#commit()}
     */
    default List<TransactionResult> transaction(Consumer<? super Transaction> steps) {
        Transaction transaction = transaction();
        steps.accept(transaction);
        return transaction.commit();
    }

    /** As {@link #start(Duration)} with {@link #DEFAULT_START_TIMEOUT}. */
    default void start() {
        start(DEFAULT_START_TIMEOUT);
    }

    /**
     * Connects and waits until there is a session; returns at once if there is one.
     *
     * @param timeout how long to wait at the most
     * @throws io.kazoo.exceptions.KazooTimeoutException if there is no session by then; the client is stopped again
     * @throws io.kazoo.exceptions.AuthFailedException if the servers refuse the credentials
     */
    void start(Duration timeout);

    /**
     * Ends the session and closes the connection: what was submitted before is still sent, what comes later fails with
     * {@link io.kazoo.exceptions.ConnectionClosedException}. Without effect if the client is not started. Takes at most
     * as long as the session timeout, or ten seconds if that is less; may be called from callbacks.
     *
     * <p>Without a connection it waits for nothing: what waits to be sent fails, and nobody tells the servers, so the
     * session, if there is one, stays alive there until its timeout.
     */
    void stop();

    /**
     * As {@link #stop()}, but leaves the session alive, with its ephemeral nodes: another client goes on with it if it is
     * given to {@link KazooClientBuilder#clientId} within the session timeout. What was submitted before is answered first;
     * without a connection it fails. For the listeners and watches of this client the session is over.
     *
     * @return the session, also without a connection; empty if there is none, or {@link #stop()} is ending it already
     */
    Optional<ClientId> detach();

    /** Stops and starts again, with a new session. */
    void restart();

    /**
     * Stops the client and gives back its share of the handler; without effect if that was done. On a thread that must
     * not block, the session is ended in the background. A closed client can be started again.
     */
    @Override
    void close();

    /** Returns the state as listeners see it. */
    KazooState state();

    /** Returns the state of the session. */
    KeeperState clientState();

    /** Tells whether there is a connection and a session. */
    default boolean isConnected() {
        return state() == KazooState.CONNECTED;
    }

    /** Returns the identity of the session, empty if there is no connection. */
    Optional<ClientId> clientId();

    /** Returns the server the client is connected to, empty if there is no connection. */
    Optional<HostPort> connectedServer();

    /** Returns the session timeout the server granted, or the one asked for before there is a session. */
    Duration sessionTimeout();

    /** Returns the highest transaction this session has seen in a reply, 0 if none. */
    long lastZxid();

    /** Returns the servers and the chroot. */
    HostList hosts();

    /**
     * Replaces the list of servers. A client whose server is not on the list moves to one that is; when the list has
     * grown, some move to the new servers, so that clients spread evenly (ZOOKEEPER-1355), unless {@link
     * KazooClientBuilder#randomizeHosts} is off. Requests under way are answered before a client moves, which listeners hear
     * of as {@link KazooState#SUSPENDED} and {@link KazooState#CONNECTED}. A client that looks for a server begins anew.
     *
     * @param hosts as for {@link KazooClientBuilder#hosts(String)}
     * @throws io.kazoo.exceptions.ConfigurationException if the chroot differs
     */
    void setHosts(String hosts);

    /** Returns the concurrency model this client runs on. */
    Handler handler();

    /** Adds a listener for changes of {@link #state()}; the same listener is only added once. */
    void addListener(StateListener listener);

    /** Removes a listener; without effect if it was not added. */
    void removeListener(StateListener listener);

    /** As {@link #addAuth(AuthData)}. */
    default void addAuth(String scheme, String credential) {
        addAuth(new AuthData(scheme, credential.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    /**
     * Authenticates the session, now and after every reconnect.
     *
     * @throws io.kazoo.exceptions.AuthFailedException if the server refuses; the session is over then, and the client in
     *     {@link KeeperState#AUTH_FAILED} until it is stopped. The credential is forgotten, unless a server has accepted it
     *     before
     */
    void addAuth(AuthData auth);

    /**
     * Calls until it succeeds, as the client's command retry policy says: again after a lost connection, an expired
     * session (if the policy says so) and {@link io.kazoo.exceptions.ForceRetryException}. What the operation retries itself
     * has no more time than is left of the deadline of the policy. An interrupt ends it.
     *
     * @throws io.kazoo.exceptions.RetryFailedException if the policy allows no more tries
     */
    <T extends @Nullable Object> T retry(Callable<T> operation);

    /** As {@link #retry(Callable)}, for an operation without a value. */
    default void retry(Runnable operation) {
        retry(() -> {
            operation.run();
            return null;
        });
    }

    /** As {@link #retry(Callable)}, with a policy. */
    <T extends @Nullable Object> T retry(RetryPolicy policy, Callable<T> operation);

    /**
     * Sends a four-letter command to the connected server, over a connection of its own, and returns the whole answer.
     *
     * @param command for example {@code ruok}; the server must have it on its whitelist
     * @throws io.kazoo.exceptions.ConnectionLossException if there is no connection, or the answer does not come
     */
    String command(String command);

    /**
     * Returns the version of the connected server, for example {@code 3.9.5}. Asked for up to four times, because the
     * answer may be cut off (kazoo issue 274).
     *
     * @throws io.kazoo.exceptions.ProtocolException if no answer could be understood
     * @throws io.kazoo.exceptions.ConnectionLossException if there is no connection
     */
    String serverVersion();

    /** Takes the client's chroot off a path that a server named; paths outside it are returned as they are. */
    default String unchroot(String path) {
        return ZnodePaths.unchroot(hosts().chroot(), path);
    }
}
