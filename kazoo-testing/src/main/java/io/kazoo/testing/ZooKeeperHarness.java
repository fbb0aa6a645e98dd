package io.kazoo.testing;

import io.kazoo.ClientId;
import io.kazoo.HostPort;
import io.kazoo.KazooClient;
import io.kazoo.KazooClientBuilder;
import io.kazoo.KazooState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one test needs of a cluster: a chroot of its own, clients in it, and the two things that happen to every client,
 * lost connections and expired sessions, made to happen for real. The counterpart of kazoo's {@code KazooTestHarness}.
 *
 * <p>Clients connect through a {@link FaultProxy} per server. {@link #close()} closes the clients, undoes what the test
 * did to the servers and deletes the chroot. Which handler the clients run on is decided as in every application. All
 * methods may be called from any thread that may block; all waits are bounded.
 */
public final class ZooKeeperHarness implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration HEAL_LIMIT = Duration.ofSeconds(30);

    private final ZooKeeperCluster cluster;
    private final Consumer<KazooClientBuilder> everyClient;
    private final String chroot = "/kazootests" + UUID.randomUUID().toString().replace("-", "");
    private final List<FaultProxy> proxies = new ArrayList<>();
    private final List<KazooClient> clients = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable KazooClient defaultClient;
    private boolean closed;

    private ZooKeeperHarness(ZooKeeperCluster cluster, Consumer<KazooClientBuilder> everyClient) {
        this.cluster = cluster;
        this.everyClient = everyClient;
    }

    /**
     * Prepares a test: starts the proxies and creates the chroot.
     *
     * @param cluster the servers; they stay when the harness is closed
     * @throws io.kazoo.exceptions.KazooException if the cluster does not serve
     */
    public static ZooKeeperHarness open(ZooKeeperCluster cluster) {
        return open(cluster, builder -> {});
    }

    /**
     * As {@link #open(ZooKeeperCluster)}, with clients of a kind.
     *
     * @param everyClient what all clients have in common, such as their handler; called for each of them
     */
    public static ZooKeeperHarness open(ZooKeeperCluster cluster, Consumer<KazooClientBuilder> everyClient) {
        ZooKeeperHarness harness = new ZooKeeperHarness(cluster, everyClient);
        try {
            cluster.servers().forEach(server -> harness.proxies.add(FaultProxy.to(server.socketAddress())));
            harness.withoutChroot(client -> client.create(harness.chroot));
            return harness;
        } catch (RuntimeException | Error e) {
            harness.proxies.forEach(FaultProxy::close);
            throw e;
        }
    }

    /** The servers. */
    public ZooKeeperCluster cluster() {
        return cluster;
    }

    /** The node below which this test's clients live: "/kazootests" and 32 hexadecimal digits. */
    public String chroot() {
        return chroot;
    }

    /** The proxies' addresses with the chroot, as for {@link KazooClientBuilder#hosts(String)}. */
    public String hosts() {
        return proxies.stream().map(FaultProxy::connectString).collect(Collectors.joining(",")) + chroot;
    }

    /** The proxies, in the order of the servers. */
    public List<FaultProxy> proxies() {
        return List.copyOf(proxies);
    }

    /**
     * The proxy through which the default client is connected.
     *
     * @throws IllegalStateException if it is not connected, unless there is only one proxy
     */
    public FaultProxy proxy() {
        return proxies.size() == 1
                ? proxies.get(0)
                : proxies.get(cluster.servers().indexOf(serverOf(client())));
    }

    /**
     * The test's own client; started by the first call of this method.
     *
     * @throws io.kazoo.exceptions.KazooTimeoutException if it cannot connect
     */
    public KazooClient client() {
        lock.lock();
        try {
            KazooClient client = defaultClient;
            if (client == null) {
                client = newClient();
                client.start(LIMIT);
                defaultClient = client;
            }
            return client;
        } finally {
            lock.unlock();
        }
    }

    /** Makes a further client in the test's chroot, not started; it is closed with this harness. */
    public KazooClient newClient() {
        return newClient(builder -> {});
    }

    /**
     * Makes a further client, not started; it is closed with this harness.
     *
     * @param customizer changes what it wants of a client in the test's chroot, hosts included
     */
    public KazooClient newClient(Consumer<KazooClientBuilder> customizer) {
        KazooClientBuilder builder = builder(hosts());
        customizer.accept(builder);
        KazooClient client = builder.build();
        lock.lock();
        try {
            if (closed) {
                client.close();
                throw new IllegalStateException("The test is over: " + this);
            }
            clients.add(client);
        } finally {
            lock.unlock();
        }
        return client;
    }

    /**
     * The server to which a client is connected, directly or through a proxy.
     *
     * @throws IllegalStateException if it is not connected, or to none of these servers
     */
    public ManagedZooKeeper serverOf(KazooClient client) {
        HostPort address = client.connectedServer().orElseThrow(() -> new IllegalStateException("Not connected"));
        for (int i = 0; i < proxies.size(); i++) {
            int port = address.port();
            if (proxies.get(i).address().getPort() == port || cluster.server(i).port() == port) {
                return cluster.server(i);
            }
        }
        throw new IllegalStateException("Connected to " + address + ", which is none of " + cluster);
    }

    /** {@link #loseConnection(KazooClient)} of the default client. */
    public void loseConnection() {
        loseConnection(client());
    }

    /**
     * Lets the server drop a client's connection (other clients keep theirs), and waits until the client has become
     * {@code SUSPENDED} and {@code CONNECTED} again. The session survives.
     *
     * @throws IllegalStateException if the client is not connected, or does not become so within 15 seconds
     */
    public void loseConnection(KazooClient client) {
        // A session has one connection: who takes it over ends the one before.
        disturb(
                client,
                KazooState.SUSPENDED,
                session -> new RawSession(
                                serverOf(client).socketAddress(), session.sessionId(), session.password(), LIMIT)
                        .close());
    }

    /** {@link #expireSession(KazooClient)} of the default client. */
    public void expireSession() {
        expireSession(client());
    }

    /**
     * Ends a client's session on the server, and waits until the client has become {@code LOST} and, with a new session,
     * {@code CONNECTED} again.
     *
     * @throws IllegalStateException if the client is not connected, or does not become so within 15 seconds
     */
    public void expireSession(KazooClient client) {
        disturb(
                client,
                KazooState.LOST,
                session -> SessionKiller.kill(
                        serverOf(client).socketAddress(), session.sessionId(), session.password(), LIMIT));
    }

    /**
     * Ends the test: closes all clients, undoes faults of proxies and servers, deletes the chroot and ends the proxies.
     * The cluster stays. Further calls do nothing.
     *
     * @throws IllegalStateException if something of this fails; the rest is done nevertheless
     */
    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            lock.unlock();
        }
        Cleanup cleanup = new Cleanup();
        proxies.forEach(proxy -> cleanup.run(proxy::heal));
        cleanup.run(() -> cluster.heal(HEAL_LIMIT));
        clients.forEach(client -> cleanup.run(client::close));
        cleanup.run(() -> withoutChroot(client -> client.deleteRecursive(chroot)));
        proxies.forEach(proxy -> cleanup.run(proxy::close));
        cleanup.throwFailures("Could not clean up after the test in " + chroot);
    }

    @Override
    public String toString() {
        return "ZooKeeper harness at " + hosts();
    }

    private void disturb(KazooClient client, KazooState through, Fault fault) {
        ClientId session = client.clientId().orElseThrow(() -> new IllegalStateException("The client has no session"));
        StateHistory history = new StateHistory();
        List<IOException> failures = new ArrayList<>();
        client.addListener(history);
        try {
            try {
                fault.happenTo(session);
            } catch (IOException e) {
                // The client may be so fast that it has its session back before we hear that we had it.
                failures.add(e);
            }
            history.awaitInOrder(LIMIT, through, KazooState.CONNECTED);
        } catch (RuntimeException e) {
            failures.forEach(e::addSuppressed);
            throw e;
        } finally {
            client.removeListener(history);
        }
    }

    private void withoutChroot(Consumer<KazooClient> action) {
        try (KazooClient client = builder(cluster.connectString()).build()) {
            client.start(LIMIT);
            action.accept(client);
        }
    }

    private KazooClientBuilder builder(String hosts) {
        KazooClientBuilder builder = KazooClient.builder().hosts(hosts);
        everyClient.accept(builder);
        return builder;
    }

    private interface Fault {
        void happenTo(ClientId session) throws IOException;
    }
}
