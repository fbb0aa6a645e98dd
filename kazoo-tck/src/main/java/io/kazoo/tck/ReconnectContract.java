package io.kazoo.tck;

import static io.kazoo.KazooState.CONNECTED;
import static io.kazoo.KazooState.SUSPENDED;
import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.ClientId;
import io.kazoo.EventType;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.RetryPolicy;
import io.kazoo.WatchedEvent;
import io.kazoo.ZnodeStat;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.testing.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What survives a lost connection: one-shot watches do, and fire for what happened meanwhile. (kazoo forgets them and
 * tells them so with an event of type NONE, issues 151 and 218.)
 */
public abstract class ReconnectContract extends ClientContract {
    private static final byte[] DATA = "data".getBytes(UTF_8);

    private KazooClient client;
    private KazooClient other;

    /** For subclasses. */
    protected ReconnectContract() {}

    @BeforeEach
    void start() {
        client = startProxied();
        other = startClient();
    }

    @Test
    void watchesFireForWhatHappenedMeanwhile() {
        for (String path : List.of("/changed", "/deleted", "/parent", "/parent2", "/parent2/child", "/same")) {
            other.create(path, DATA);
        }
        Events<WatchedEvent> events = new Events<>();
        Events<WatchedEvent> untouched = new Events<>();
        client.get("/changed", events::add);
        client.get("/deleted", events::add);
        client.exists("/created", events::add);
        client.getChildren("/parent", events::add);
        client.getChildrenWithStat("/parent2", events::add);
        client.get("/same", untouched::add);
        client.exists("/never", untouched::add);
        client.getChildren("/same", untouched::add);
        disconnect(client);
        other.set("/changed", DATA);
        other.delete("/deleted");
        other.create("/created");
        other.create("/parent/child");
        other.delete("/parent2/child");
        proxy().heal();
        assertThat(events.awaitSize(5))
                .extracting(event -> event.type() + " " + event.path())
                .containsExactlyInAnyOrder(
                        "CHANGED /changed", "DELETED /deleted", "CREATED /created", "CHILD /parent", "CHILD /parent2");
        assertThat(untouched.all()).isEmpty();
        other.set("/same", DATA);
        other.create("/never");
        other.create("/same/child");
        assertThat(untouched.awaitSize(3)).as("they are still set").hasSize(3);
    }

    @Test
    void watchesSurviveManyReconnects() {
        Events<WatchedEvent> events = new Events<>();
        client.exists("/a", events::add);
        for (int i = 0; i < 10; i++) {
            loseConnection(client);
        }
        assertThat(events.all()).isEmpty();
        other.create("/a");
        assertThat(events.awaitSize(1).get(0).type()).isEqualTo(EventType.CREATED);
    }

    /** Pauses grow when connections do not last, but never so long that the session expires meanwhile. */
    @Test
    void noPauseCostsTheSession() {
        KazooClient slow = startClient(builder -> builder.hosts(proxied())
                .sessionTimeout(Duration.ofSeconds(2))
                .connectionRetry(RetryPolicy.forever().withDelay(Duration.ofHours(1))));
        ClientId session = slow.clientId().orElseThrow();
        for (int i = 0; i < 4; i++) {
            loseConnection(slow);
        }
        disconnect(slow);
        proxy().heal();
        assertWorks(slow);
        assertThat(slow.clientId()).hasValue(session);
    }

    /** More than the servers accept in one packet, so they have to be set in several (ZOOKEEPER-706). */
    @Test
    void anyNumberOfWatchesSurvives() {
        List<String> paths = IntStream.range(0, 1300)
                .mapToObj(i -> "/" + i + "-" + "x".repeat(1000))
                .toList();
        Events<String> events = new Events<>();
        List<AsyncResult<Optional<ZnodeStat>>> set = new ArrayList<>();
        for (String path : paths) {
            set.add(client.async().exists(path, event -> events.add(String.valueOf(event.path()))));
        }
        set.forEach(result -> assertThat(result.get(LIMIT)).isEmpty());
        disconnect(client);
        paths.forEach(path -> other.async().create(path));
        other.sync("/");
        proxy().heal();
        assertThat(events.awaitSize(paths.size())).containsExactlyInAnyOrderElementsOf(paths);
        assertWorks(client);
    }

    /** CONNECTED means that watches are in place: who reads then misses nothing. */
    @Test
    void watchesAreSetBeforeListenersHearOfTheConnection() {
        Events<Object> order = new Events<>();
        var view = client.async().on(handler().newLane("order"));
        view.exists("/a", event -> order.add(event.type())).get(LIMIT);
        view.addListener(order::add);
        disconnect(client);
        other.create("/a");
        proxy().heal();
        assertThat(order.awaitSize(3)).containsExactly(SUSPENDED, EventType.CREATED, CONNECTED);
    }

    @ParameterizedTest
    @EnumSource
    void howeverTheConnectionEnds(FaultProxy.Ending ending) {
        Events<KazooState> states = new Events<>();
        client.addListener(states::add);
        proxy().cut(ending);
        states.awaitExactly(SUSPENDED, CONNECTED);
        assertWorks(client);
    }

    /** From the first byte of the handshake into the replies. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4, 20, 36, 40, 41, 45, 61, 62, 90})
    void theConnectionMayBreakAtAnyByte(long bytes) {
        other.create("/a", DATA);
        disconnect(client);
        CompletableFuture<Void> cut =
                proxy().cutAfter(FaultProxy.Direction.TO_CLIENT, bytes, FaultProxy.Ending.ORDERLY);
        proxy().refuseConnections(false);
        for (int i = 0; i < 5; i++) {
            assertThat(client.retry(() -> client.get("/a")).data()).isEqualTo(DATA);
        }
        assertThat(cut).succeedsWithin(LIMIT);
        assertWorks(client);
    }

    @Test
    void repliesMayComeByteByByte() {
        proxy().splitReplies(true);
        Events<WatchedEvent> events = new Events<>();
        client.create("/a", "x".repeat(1000).getBytes(UTF_8));
        List<AsyncResult<?>> results = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            results.add(client.async().get("/a", events::add));
            results.add(client.async().getChildren("/"));
        }
        results.forEach(result -> result.get(LIMIT));
        other.set("/a", DATA);
        events.awaitSize(20);
        loseConnection(client);
        assertThat(client.get("/a").data()).isEqualTo(DATA);
    }

    /** Ten times cut while requests are under way: each is answered or fails, and nothing is lost or done twice. */
    @Test
    void everyRequestEndsWhateverHappensToTheConnection() {
        client.create("/counter", DATA);
        int applied = 0;
        int lost = 0;
        for (int round = 0; round < 10; round++) {
            List<AsyncResult<ZnodeStat>> results = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                results.add(client.async().set("/counter", DATA));
                if (i == 50) {
                    proxy().cut();
                }
            }
            for (AsyncResult<ZnodeStat> result : results) {
                assertThat(result.await(LIMIT)).isTrue();
                if (result.isSuccessful()) {
                    applied++;
                } else {
                    assertThat(result.failure()).isInstanceOf(ConnectionLossException.class);
                    lost++;
                }
            }
            eventually(() -> assertThat(client.isConnected()).isTrue());
        }
        assertThat(applied + lost).isEqualTo(1000);
        assertThat(client.get("/counter").stat().version()).isBetween(applied, 1000);
    }
}
