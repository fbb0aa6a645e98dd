package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.ClientId;
import io.kazoo.KazooClient;
import io.kazoo.KazooClientBuilder;
import io.kazoo.KazooState;
import io.kazoo.KeeperState;
import io.kazoo.RetryPolicy;
import io.kazoo.StateListener;
import io.kazoo.handler.Handler;
import io.kazoo.testing.FaultProxy;
import io.kazoo.testing.ManagedZooKeeper;
import io.kazoo.testing.SessionKiller;
import io.kazoo.testing.ZooKeeperCluster;
import io.kazoo.testing.junit.ZooKeeperTest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** What the tests of clients share: a handler, a real server, a chroot that no other test uses, and faults. */
@ZooKeeperTest
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class ClientContract {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final String chroot = "/tck-" + UUID.randomUUID();
    private Handler handler;
    private ManagedZooKeeper server;
    private @Nullable FaultProxy proxy;

    /** Makes the handler under test, neither started nor shared: each test has its own and closes it. */
    protected abstract Handler newHandler();

    /** Returns what the handler can do; all there is, unless overridden. */
    protected Set<Capability> capabilities() {
        return Capability.all();
    }

    final void assumeCallbacksMayBlock() {
        Capability.BLOCKING_CALLBACKS.assumeIn(capabilities());
    }

    @BeforeEach
    void makeHandlerAndChroot(ZooKeeperCluster cluster) {
        server = cluster.server(0);
        handler = closeLater(newHandler());
        try (KazooClient client =
                builder().hosts(server().address()).handler(handler).build()) {
            client.start();
            client.create(chroot);
        }
    }

    @AfterEach
    void closeAllNewestFirst() throws Exception {
        Exception failure = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    final <T extends AutoCloseable> T closeLater(T resource) {
        opened.push(resource);
        return resource;
    }

    final Handler handler() {
        return handler;
    }

    /** Returns the server that all tests share. */
    final ManagedZooKeeper server() {
        return server;
    }

    final Release release() {
        return Release.of(server());
    }

    final String chroot() {
        return chroot;
    }

    /** Returns the connect string of the shared server with this test's chroot. */
    final String hosts() {
        return server().address() + chroot;
    }

    /**
     * Describes a client of the shared server on the handler under test, in this test's chroot, which comes back soon
     * after a fault.
     */
    final KazooClientBuilder builder() {
        RetryPolicy quick =
                RetryPolicy.forever().withDelay(Duration.ofMillis(5)).withMaxDelay(Duration.ofMillis(50));
        return KazooClient.builder()
                .hosts(hosts())
                .handler(handler())
                .sessionTimeout(Duration.ofSeconds(10))
                .connectionRetry(quick)
                .commandRetry(quick);
    }

    /** Makes a client, closed after the test. */
    final KazooClient newClient(UnaryOperator<KazooClientBuilder> how) {
        return closeLater(how.apply(builder()).build());
    }

    /** Makes and starts a client, closed after the test. */
    final KazooClient startClient(UnaryOperator<KazooClientBuilder> how) {
        KazooClient client = newClient(how);
        client.start(LIMIT);
        return client;
    }

    /** As {@link #startClient(UnaryOperator)}, with nothing special. */
    final KazooClient startClient() {
        return startClient(builder -> builder);
    }

    /** Returns the way to the shared server on which this test makes the network fail. */
    final FaultProxy proxy() {
        if (proxy == null) {
            proxy = closeLater(FaultProxy.to(server().socketAddress()));
        }
        return proxy;
    }

    /** As {@link #hosts()}, by way of {@link #proxy()}. */
    final String proxied() {
        return proxy().connectString() + chroot;
    }

    /** Starts a client that reaches the server through {@link #proxy()}. */
    final KazooClient startProxied() {
        return startClient(builder -> builder.hosts(proxied()));
    }

    /** Cuts the connection of a client; returns when it has noticed, and has another. */
    final void loseConnection(KazooClient client) {
        Events<KazooState> states = new Events<>();
        StateListener listener = states::add;
        client.addListener(listener);
        proxy().cut();
        states.awaitExactly(KazooState.SUSPENDED, KazooState.CONNECTED);
        client.removeListener(listener);
    }

    /** Cuts the connections and refuses new ones; returns when a client has noticed. */
    final void disconnect(KazooClient client) {
        proxy().refuseConnections(true);
        proxy().cut();
        awaitState(client, KazooState.SUSPENDED);
    }

    /**
     * Ends the session of a client that uses {@link #proxy()} on the server, behind its back: it finds that out when it
     * is back, and cannot take the session back in between.
     */
    final void expire(KazooClient client) {
        ClientId session = sessionOf(client);
        proxy().refuseConnections(true);
        SessionKiller.kill(server().socketAddress(), session.sessionId(), session.password(), LIMIT);
        proxy().heal();
    }

    /** Returns the session of a client as soon as it tells: not while it has no connection. */
    static ClientId sessionOf(KazooClient client) {
        AtomicReference<ClientId> session = new AtomicReference<>();
        eventually(() -> session.set(client.clientId().orElseThrow(() -> new AssertionError("no session"))));
        return session.get();
    }

    static void awaitState(KazooClient client, KazooState state) {
        eventually(() -> assertThat(client.state()).isEqualTo(state));
    }

    /** Shows that a client still works, whatever happened before. */
    static void assertWorks(KazooClient client) {
        eventually(() -> assertThat(client.state()).isEqualTo(KazooState.CONNECTED));
        assertThat(client.retry(() -> client.exists("/"))).isPresent();
    }

    /** Shows that a client is stopped, or is so in a moment. */
    static void assertStopped(KazooClient client) {
        eventually(() -> assertThat(client.clientState()).isEqualTo(KeeperState.CLOSED));
        assertThat(client.state()).isEqualTo(KazooState.LOST);
        assertThat(client.isConnected()).isFalse();
        assertThat(client.clientId()).isEmpty();
    }

    /** Null where null is not allowed. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // the point of it
    static <T> T nothing() {
        return null;
    }
}
