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
     */
    void stop();

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
     * Replaces the list of servers, from the next connection on.
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
     * @throws io.kazoo.exceptions.AuthFailedException if the server refuses; the client is then in {@link
     *     KeeperState#AUTH_FAILED} until it is stopped
     */
    void addAuth(AuthData auth);

    /**
     * Calls until it succeeds, as the client's command retry policy says: again after a lost connection, an expired
     * session (if the policy says so) and {@link io.kazoo.exceptions.ForceRetryException}.
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
