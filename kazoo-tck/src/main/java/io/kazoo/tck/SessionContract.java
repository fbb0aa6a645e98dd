package io.kazoo.tck;

import static io.kazoo.KazooState.CONNECTED;
import static io.kazoo.KazooState.LOST;
import static io.kazoo.KazooState.SUSPENDED;
import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.tck.Waiting.failureOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.ClientId;
import io.kazoo.CreateMode;
import io.kazoo.EventType;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.KeeperState;
import io.kazoo.NodeData;
import io.kazoo.WatchedEvent;
import io.kazoo.ZnodeStat;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The life of a session and what listeners hear of it, in kazoo's order: a dropped connection is SUSPENDED, then
 * CONNECTED; a session that turns out to have expired is SUSPENDED, LOST, CONNECTED. Other than in kazoo, LOST comes by
 * itself when nothing was answered for a whole session timeout, and one-shot watches survive a lost connection.
 */
public abstract class SessionContract extends ClientContract {
    private static final byte[] DATA = "data".getBytes(UTF_8);
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final Events<KazooState> states = new Events<>();

    /** For subclasses. */
    protected SessionContract() {}

    /** kazoo's hook expires a session without dropping the connection; a server cannot, so SUSPENDED comes first. */
    @Test
    @Tag("KT001")
    void listenersHearOfEveryChangeOnce() {
        KazooClient client = startProxied();
        client.addListener(states::add);
        client.stop();
        states.awaitExactly(LOST);
        states.clear();
        client.start(LIMIT);
        states.awaitExactly(CONNECTED);
        states.clear();
        expire(client);
        states.awaitExactly(SUSPENDED, LOST, CONNECTED);
        client.stop();
        states.awaitExactly(SUSPENDED, LOST, CONNECTED, LOST);
    }

    @Test
    @Tag("KT017")
    void anExpiredSessionIsReplacedByANewOne() {
        KazooClient client = startProxied();
        client.create("/ephemeral", DATA, CreateMode.EPHEMERAL);
        long old = client.clientId().orElseThrow().sessionId();
        client.addListener(states::add);
        expire(client);
        eventually(() -> assertThat(states.all()).contains(LOST));
        assertWorks(client);
        assertThat(client.clientId().orElseThrow().sessionId()).isNotEqualTo(old);
        assertThat(client.exists("/ephemeral")).isEmpty();
    }

    @Test
    @Tag("KT028")
    void watchesHearOfTheEndOfTheSession() {
        KazooClient client = startProxied();
        client.create("/a", DATA);
        Events<WatchedEvent> expired = new Events<>();
        client.get("/a", expired::add);
        expire(client);
        assertThat(expired.awaitSize(1))
                .containsExactly(new WatchedEvent(EventType.NONE, KeeperState.EXPIRED_SESSION, null, -1));
        assertWorks(client);
        Events<WatchedEvent> stopped = new Events<>();
        client.get("/a", stopped::add);
        client.stop();
        assertThat(stopped.awaitSize(1))
                .containsExactly(new WatchedEvent(EventType.NONE, KeeperState.CLOSED, null, -1));
        assertThat(expired.all()).as("one-shot").hasSize(1);
    }

    @Test
    @Tag("KT031")
    void theSessionHasAnIdAndAPassword() {
        KazooClient client = startClient();
        ClientId session = client.clientId().orElseThrow();
        assertThat(session.sessionId()).isNotZero();
        assertThat(session.password()).hasSize(16).isNotEqualTo(new byte[16]);
        assertThat(startClient().clientId().orElseThrow()).isNotEqualTo(session);
    }

    @Test
    void theSessionOutlivesTheConnection() {
        KazooClient client = startProxied();
        ClientId session = client.clientId().orElseThrow();
        client.create("/ephemeral", DATA, CreateMode.EPHEMERAL);
        for (int i = 0; i < 5; i++) {
            loseConnection(client);
            assertThat(client.clientId()).hasValue(session);
        }
        assertThat(client.get("/ephemeral").stat().ephemeralOwner()).isEqualTo(session.sessionId());
    }

    @Test
    void theServerGrantsTheTimeout() {
        assertThat(startClient(builder -> builder.sessionTimeout(Duration.ofMillis(1)))
                        .sessionTimeout())
                .as("two ticks at least")
                .isEqualTo(SHORT);
        KazooClient client = newClient(builder -> builder.sessionTimeout(Duration.ofHours(1)));
        assertThat(client.sessionTimeout()).isEqualTo(Duration.ofHours(1));
        client.start(LIMIT);
        assertThat(client.sessionTimeout()).isEqualTo(Duration.ofMinutes(1));
    }

    /** kazoo would stay SUSPENDED for ever (issues 89, 407). */
    @Test
    void aClientThatIsCutOffKnowsThatItsSessionIsDead() {
        KazooClient client = startClient(builder -> builder.hosts(proxied()).sessionTimeout(SHORT));
        long old = client.clientId().orElseThrow().sessionId();
        Events<WatchedEvent> watch = new Events<>();
        client.exists("/a", watch::add);
        client.addListener(states::add);
        proxy().blackhole(true);
        AsyncResult<NodeData> underWay = client.async().get("/");
        states.awaitExactly(SUSPENDED, LOST);
        assertThat(failureOf(underWay)).isInstanceOf(ConnectionLossException.class);
        assertThat(watch.awaitSize(1).get(0).state()).isEqualTo(KeeperState.EXPIRED_SESSION);
        proxy().cut();
        proxy().heal();
        states.awaitExactly(SUSPENDED, LOST, CONNECTED);
        assertThat(client.clientId().orElseThrow().sessionId()).isNotEqualTo(old);
    }

    @Test
    void anIdleClientKeepsItsSession() {
        KazooClient client = startClient(builder -> builder.sessionTimeout(SHORT));
        ClientId session = client.clientId().orElseThrow();
        client.addListener(states::add);
        Events<String> later = new Events<>();
        handler().schedule(SHORT.multipliedBy(2), () -> later.add("two timeouts later"));
        later.awaitSize(1);
        assertThat(states.all()).isEmpty();
        assertThat(client.clientId()).hasValue(session);
        assertWorks(client);
    }

    @Test
    @Tag("KT113")
    void aBogusSessionIsReplacedByANewOne() {
        KazooClient client = newClient(builder -> builder.clientId(new ClientId(82838284824L, new byte[16])));
        client.addListener(states::add);
        client.start(LIMIT);
        assertThat(client.clientId().orElseThrow().sessionId()).isNotEqualTo(82838284824L);
        assertWorks(client);
        assertThat(states.awaitSize(1)).containsExactly(CONNECTED);
    }

    @Test
    void aSessionCanBeTakenOver() {
        KazooClient first = startProxied();
        ClientId session = first.clientId().orElseThrow();
        first.create("/ephemeral", DATA, CreateMode.EPHEMERAL);
        disconnect(first);
        KazooClient second = startClient(builder -> builder.clientId(session));
        assertThat(second.clientId()).hasValue(session);
        assertThat(second.get("/ephemeral").stat().ephemeralOwner()).isEqualTo(session.sessionId());
        first.stop();
        assertWorks(second);
        assertThat(second.exists("/ephemeral")).isPresent();
    }

    @Test
    @Tag("KT114")
    void aServerThatFallsSilentIsLeft() {
        KazooClient client = startClient(builder -> builder.hosts(proxied()).sessionTimeout(Duration.ofSeconds(2)));
        client.addListener(states::add);
        proxy().blackhole(true);
        AsyncResult<NodeData> unanswered = client.async().get("/");
        assertThat(failureOf(unanswered))
                .isInstanceOfSatisfying(
                        ConnectionLossException.class,
                        e -> assertThat(e.outcome()).isEqualTo(Outcome.MAYBE_APPLIED));
        proxy().cut();
        proxy().heal();
        eventually(() -> assertThat(states.all()).endsWith(CONNECTED));
        assertThat(client.get("/")).isNotNull();
    }

    /** More than fits into the buffers on the way: writing stalls, and no node is created. */
    @Test
    @Tag("KT115")
    void aServerThatTakesNoBytesIsLeft() {
        KazooClient client = startClient(builder -> builder.hosts(proxied()).sessionTimeout(Duration.ofSeconds(2)));
        client.addListener(states::add);
        proxy().blackhole(true);
        byte[] large = new byte[900_000];
        List<AsyncResult<String>> creates = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            creates.add(client.async().create("/" + i, large));
        }
        assertThat(creates)
                .allSatisfy(create -> assertThat(failureOf(create)).isInstanceOf(ConnectionLossException.class));
        assertThat(((ConnectionLossException) failureOf(creates.get(49))).outcome())
                .isEqualTo(Outcome.NOT_SENT);
        proxy().cut();
        proxy().heal();
        eventually(() -> assertThat(states.all()).endsWith(CONNECTED));
        assertThat(client.retry(() -> client.getChildren("/"))).isEmpty();
    }

    @Test
    void theLastTransactionIsKnown() {
        KazooClient client = startClient();
        client.create("/a", DATA);
        ZnodeStat stat = client.set("/a", DATA);
        assertThat(client.lastZxid()).isGreaterThanOrEqualTo(stat.mzxid());
    }

    @Test
    @Tag("KT032")
    @Tag("KT087")
    @Tag("KT148")
    void aStartedClientIsConnected() {
        KazooClient client = newClient(builder -> builder);
        assertThat(client.state()).isEqualTo(LOST);
        assertThat(client.clientState()).isEqualTo(KeeperState.CLOSED);
        assertThat(client.isConnected()).isFalse();
        client.start(LIMIT);
        assertThat(client.state()).isEqualTo(CONNECTED);
        assertThat(client.clientState()).isEqualTo(KeeperState.CONNECTED);
        assertThat(client.isConnected()).isTrue();
        assertThat(client.connectedServer().orElseThrow()).hasToString(server().address());
        assertThat(client.handler()).isSameAs(handler());
    }

    @Test
    void whileSuspendedThereIsNoServer() {
        KazooClient client = startProxied();
        disconnect(client);
        assertThat(client.clientState()).isEqualTo(KeeperState.CONNECTING);
        assertThat(client.connectedServer()).isEmpty();
        assertThat(client.clientId()).isEmpty();
        assertThat(client.isConnected()).isFalse();
    }
}
