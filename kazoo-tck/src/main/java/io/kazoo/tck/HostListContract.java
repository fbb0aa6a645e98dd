package io.kazoo.tck;

import static io.kazoo.KazooState.CONNECTED;
import static io.kazoo.KazooState.SUSPENDED;
import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.kazoo.ClientId;
import io.kazoo.HostPort;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.RetryPolicy;
import io.kazoo.exceptions.ConfigurationException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Handler;
import io.kazoo.handler.Lane;
import io.kazoo.testing.FaultProxy;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which server is connected to, and which one next. */
public abstract class HostListContract extends ClientContract {
    /** As long as it gets: who pauses pauses for a share of the session timeout at least. */
    private static final RetryPolicy LONG_PAUSES =
            RetryPolicy.forever().withMaxJitter(0).withDelay(Duration.ofHours(1));

    /** For subclasses. */
    protected HostListContract() {}

    @Test
    @Tag("KT005")
    void serversAreTriedInTheOrderGiven() {
        FaultProxy second = closeLater(FaultProxy.to(server().socketAddress()));
        String hosts = proxy().connectString() + "," + second.connectString();
        for (int i = 0; i < 10; i++) {
            try (KazooClient client =
                    builder().hosts(hosts).randomizeHosts(false).build()) {
                client.start(LIMIT);
                assertThat(client.hosts().servers()).containsExactly(hostPort(proxy()), hostPort(second));
                assertThat(client.connectedServer()).hasValue(hostPort(proxy()));
            }
        }
        assertThat(second.connectionsAccepted()).isZero();
    }

    @Test
    void otherwiseTheyAreTriedInRandomOrder() {
        FaultProxy second = closeLater(FaultProxy.to(server().socketAddress()));
        String hosts = proxy().connectString() + "," + second.connectString();
        Set<Integer> ports = new TreeSet<>();
        for (int i = 0; i < 50 && ports.size() < 2; i++) {
            try (KazooClient client = builder().hosts(hosts).build()) {
                client.start(LIMIT);
                ports.add(client.connectedServer().orElseThrow().port());
            }
        }
        assertThat(ports).hasSize(2);
    }

    @Test
    @Tag("KT088")
    void theListMayChange() {
        FaultProxy second = closeLater(FaultProxy.to(server().socketAddress()));
        KazooClient client = startClient(builder -> builder.hosts(proxied()).randomizeHosts(false));
        ClientId session = client.clientId().orElseThrow();
        client.setHosts(proxy().connectString() + "," + second.connectString() + chroot());
        assertThat(client.hosts().servers()).containsExactly(hostPort(proxy()), hostPort(second));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> client.setHosts(second.connectString() + "/another"));
        assertThatIllegalArgumentException().isThrownBy(() -> client.setHosts(":::"));
        assertThatNullPointerException().isThrownBy(() -> client.setHosts(nothing()));
        assertThat(client.hosts().servers()).as("unchanged by what was refused").hasSize(2);
        proxy().refuseConnections(true);
        proxy().cut();
        eventually(() -> assertThat(client.connectedServer()).hasValue(hostPort(second)));
        assertThat(client.clientId()).as("the session was kept").hasValue(session);
        assertWorks(client);
    }

    @Test
    void theFirstFailoverWaitsForNothing() {
        FaultProxy second = closeLater(FaultProxy.to(server().socketAddress()));
        KazooClient client = startPausing(proxy().connectString() + "," + second.connectString() + chroot());
        proxy().refuseConnections(true);
        assertComesBackAtOnce(client);
        assertThat(client.connectedServer()).hasValue(hostPort(second));
    }

    /** A server that comes back at once is found at once, if it is the only one. */
    @Test
    void theFirstReconnectWaitsForNothing() {
        assertComesBackAtOnce(startPausing(proxied()));
    }

    private KazooClient startPausing(String hosts) {
        return startClient(builder -> builder.hosts(hosts)
                .randomizeHosts(false)
                .sessionTimeout(Duration.ofMinutes(1))
                .connectionRetry(LONG_PAUSES));
    }

    private void assertComesBackAtOnce(KazooClient client) {
        Events<KazooState> states = new Events<>();
        client.addListener(states::add);
        long begin = System.nanoTime();
        proxy().cut();
        states.awaitExactly(SUSPENDED, CONNECTED);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void deadServersCostNoPause() throws IOException {
        KazooClient client = startClient(builder -> builder.hosts(
                        dead() + "," + dead() + "," + "nosuchhost.invalid," + server().address() + chroot())
                .connectionRetry(LONG_PAUSES));
        assertWorks(client);
    }

    /** The time for connecting is divided among the servers, but there is always some. */
    @Test
    @Tag("KT285")
    void manyServersLeaveEachSomeTime() {
        String dead = dead() + ",";
        KazooClient client = startClient(builder -> builder.hosts(dead.repeat(20) + hosts())
                .randomizeHosts(false)
                .sessionTimeout(Duration.ofMillis(1))
                .connectionRetry(LONG_PAUSES));
        assertWorks(client);
    }

    @Test
    void aSilentServerCostsItsShareOfTheSessionTimeout() {
        FaultProxy silent = closeLater(FaultProxy.to(server().socketAddress()));
        silent.hangConnections(true);
        KazooClient client = startClient(builder -> builder.hosts(silent.connectString() + "," + hosts())
                .randomizeHosts(false)
                .sessionTimeout(Duration.ofSeconds(2))
                .connectionRetry(LONG_PAUSES));
        assertThat(client.connectedServer()).hasValue(hostPort(server().socketAddress()));
        assertWorks(client);
    }

    /** Most names have several addresses, some of which lead nowhere (kazoo issues 372, 794). */
    @Test
    void everyAddressOfAHostIsTried() throws IOException {
        InetAddress nobody = InetAddress.getByAddress(new byte[] {127, 0, 0, 99});
        InetAddress loopback = server().socketAddress().getAddress();
        Handler resolving = closeLater(resolving(newHandler(), List.of(nobody, loopback)));
        KazooClient client = closeLater(builder()
                .handler(resolving)
                .hosts("ensemble.example:" + server().port() + chroot())
                .randomizeHosts(false)
                .connectionRetry(LONG_PAUSES)
                .build());
        client.start(LIMIT);
        assertWorks(client);
        assertThat(client.connectedServer())
                .as("as the user wrote it")
                .hasValue(new HostPort("ensemble.example", server().port()));
    }

    @Test
    void ipv6IsAnAddressLikeAnyOther() throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(loopback, 0));
        } catch (IOException e) {
            Assumptions.abort("no IPv6 here: " + e);
        }
        try (ScriptedZooKeeper scripted = new ScriptedZooKeeper(loopback)) {
            assertThat(scripted.hosts()).contains(":0:");
            KazooClient client = startClient(builder -> builder.hosts("[::1]:" + scripted.port()));
            assertThat(client.connectedServer()).hasValue(new HostPort("::1", scripted.port()));
            assertWorks(client);
        }
    }

    @Test
    @Tag("KT108")
    void aChrootIsTakenOffAsAWhole() {
        KazooClient client = newClient(builder -> builder.hosts("127.0.0.1/a"));
        assertThat(client.unchroot("/a")).isEqualTo("/");
        assertThat(client.unchroot("/a/b")).isEqualTo("/b");
        assertThat(client.unchroot("/b/c")).isEqualTo("/b/c");
        assertThat(client.unchroot("/ab/c")).as("a defect of kazoo").isEqualTo("/ab/c");
    }

    @Test
    @Tag("KT107")
    void aClientNeedsNoChroot() {
        KazooClient client = startClient(builder -> builder.hosts(server().address()));
        assertThat(client.hosts().chroot()).isEmpty();
        assertThat(client.create(chroot() + "/a")).isEqualTo(chroot() + "/a");
        assertThat(client.getChildren("/")).contains("zookeeper");
        client.delete(chroot() + "/a");
    }

    static HostPort hostPort(FaultProxy proxy) {
        return hostPort(proxy.address());
    }

    private static HostPort hostPort(InetSocketAddress address) {
        return new HostPort(address.getAddress().getHostAddress(), address.getPort());
    }

    /** Returns the address of a port on which nobody listens. */
    private String dead() {
        FaultProxy refusing = closeLater(FaultProxy.to(server().socketAddress()));
        refusing.refuseConnections(true);
        return refusing.connectString();
    }

    /** Returns a handler for which every name has these addresses. */
    private static Handler resolving(Handler handler, List<InetAddress> addresses) {
        return (Handler) Proxy.newProxyInstance(
                Handler.class.getClassLoader(), new Class<?>[] {Handler.class}, (self, method, arguments) -> {
                    if (method.getName().equals("resolve")) {
                        Deferred<List<InetAddress>> result = new Deferred<>((Lane) arguments[0]);
                        result.succeed(addresses);
                        return result;
                    }
                    try {
                        return method.invoke(handler, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
