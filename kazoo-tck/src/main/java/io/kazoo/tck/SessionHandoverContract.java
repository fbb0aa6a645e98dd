package io.kazoo.tck;

import static io.kazoo.CreateMode.EPHEMERAL;
import static io.kazoo.CreateMode.PERSISTENT;
import static io.kazoo.KazooState.CONNECTED;
import static io.kazoo.KazooState.LOST;
import static io.kazoo.KazooState.SUSPENDED;
import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.ClientId;
import io.kazoo.CreateOptions;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.testing.FaultProxy;
import io.kazoo.testing.ManagedZooKeeper;
import io.kazoo.testing.ZooKeeperOptions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sessions that change hands, servers, or meet a server that knows nothing of them. */
public abstract class SessionHandoverContract extends ClientContract {
    private static final byte[] DATA = "data".getBytes(UTF_8);

    /** For subclasses. */
    protected SessionHandoverContract() {}

    @Test
    void aDetachedSessionLivesOnInAnotherClient() {
        KazooClient first = startClient();
        first.create("/a", DATA, CreateOptions.of(EPHEMERAL));
        ClientId session = first.clientId().orElseThrow();
        AsyncResult<String> underWay = first.async().create("/b", DATA, CreateOptions.of(EPHEMERAL));
        assertThat(first.detach()).hasValue(session);
        assertThat(underWay.get(LIMIT)).as("answered first").isEqualTo("/b");
        assertStopped(first);
        KazooClient second = startClient(builder -> builder.clientId(session));
        assertThat(second.clientId()).hasValue(session);
        assertThat(second.get("/a").stat().ephemeralOwner()).isEqualTo(session.sessionId());
        first.start(LIMIT);
        assertThat(first.clientId().orElseThrow()).as("a new one").isNotEqualTo(session);
        second.stop();
        assertThat(first.exists("/a")).as("ended with the session").isEmpty();
    }

    @Test
    void aStoppedClientHasNoSessionToLeave() {
        KazooClient client = startClient();
        client.stop();
        assertThat(client.detach()).isEqualTo(Optional.empty());
    }

    @Test
    void whoseServerIsNotOnTheListMovesAndKeepsTheSession() {
        FaultProxy second = closeLater(FaultProxy.to(server().socketAddress()));
        KazooClient client = startProxied();
        ClientId session = client.clientId().orElseThrow();
        Events<KazooState> states = new Events<>();
        client.addListener(states::add);
        AsyncResult<String> underWay = client.async().create("/a", DATA);
        client.setHosts(second.connectString() + chroot());
        AsyncResult<String> waiting = client.async().create("/b", DATA);
        assertThat(underWay.get(LIMIT)).isEqualTo("/a");
        assertThat(waiting.get(LIMIT)).isEqualTo("/b");
        states.awaitExactly(SUSPENDED, CONNECTED);
        assertThat(client.clientId()).hasValue(session);
        assertThat(client.connectedServer().orElseThrow().port())
                .isEqualTo(second.address().getPort());
        eventually(() -> assertThat(proxy().connectionsOpen()).isZero());
    }

    @Test
    void whoFindsNoServerLooksAtTheNewList() {
        FaultProxy dead = closeLater(FaultProxy.to(server().socketAddress()));
        dead.refuseConnections(true);
        KazooClient client = newClient(builder -> builder.hosts(dead.connectString() + chroot()));
        AsyncResult<?> started = client.async().start();
        client.setHosts(hosts());
        started.get(LIMIT);
        assertWorks(client);
    }

    /** It refuses every session that has seen more than itself; who insisted would never be served again (kazoo issue 42). */
    @Test
    void aServerThatWasWipedEndsTheSessionAndServesANewOne() {
        ManagedZooKeeper own = closeLater(ManagedZooKeeper.launch());
        own.start();
        KazooClient client = startClient(builder -> builder.hosts(own.address()).sessionTimeout(Duration.ofSeconds(2)));
        client.create("/a", DATA);
        Events<KazooState> states = new Events<>();
        client.addListener(states::add);
        own.kill();
        own.wipe();
        own.start();
        eventually(() -> assertThat(states.all()).endsWith(LOST, CONNECTED));
        assertThat(client.exists("/a")).isEmpty();
        assertThat(client.create("/b")).isEqualTo("/b");
    }

    /** They become global when they need to be, with the same identity. */
    @Test
    void localSessionsAreSessionsLikeOthers() {
        ManagedZooKeeper own = closeLater(ManagedZooKeeper.launch(ZooKeeperOptions.defaults()
                .withConfig("localSessionsEnabled", "true")
                .withConfig("localSessionsUpgradingEnabled", "true")));
        own.start();
        KazooClient client = startClient(builder -> builder.hosts(own.address()));
        ClientId session = client.clientId().orElseThrow();
        client.create("/a", DATA, CreateOptions.of(PERSISTENT));
        client.create("/e", DATA, CreateOptions.of(EPHEMERAL));
        assertThat(client.get("/e").stat().ephemeralOwner()).isEqualTo(session.sessionId());
        assertThat(client.clientId()).hasValue(session);
    }
}
