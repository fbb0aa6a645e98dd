package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.failureOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.NodeData;
import io.kazoo.ZnodeStat;
import io.kazoo.exceptions.ErrorCode;
import io.kazoo.exceptions.Outcome;
import io.kazoo.exceptions.ReplyTooLargeException;
import io.kazoo.exceptions.RequestTimeoutException;
import io.kazoo.exceptions.ZookeeperException;
import io.kazoo.testing.ManagedZooKeeper;
import io.kazoo.testing.ZooKeeperOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What bounds one request disturbs no other. */
public abstract class RequestLimitContract extends ClientContract {
    private static final byte[] DATA = "data".getBytes(UTF_8);
    private static final Duration SHORT = Duration.ofMillis(200);

    /** For subclasses. */
    protected RequestLimitContract() {}

    @Test
    void whoHasNoTimeLeftGivesUpAndTheConnectionGoesOn() {
        KazooClient client = startProxied();
        client.create("/a", DATA);
        long connections = proxy().connectionsAccepted();
        proxy().blackhole(true);
        AsyncResult<NodeData> patient = client.async().get("/a");
        assertTimedOut(client.async().withTimeout(SHORT).set("/a", null), Outcome.MAYBE_APPLIED);
        proxy().heal();
        assertThat(patient.get(LIMIT).data()).isEqualTo(DATA);
        assertThat(client.get("/a").data())
                .as("it was applied, only the reply came too late")
                .isNull();
        assertThat(proxy().connectionsAccepted()).isEqualTo(connections);
    }

    @Test
    void whatWaitsForAConnectionInVainIsNeverSent() {
        KazooClient client = startProxied();
        disconnect(client);
        assertTimedOut(client.async().withTimeout(SHORT).create("/a", DATA), Outcome.NOT_SENT);
        proxy().heal();
        assertWorks(client);
        assertThat(client.exists("/a")).isEmpty();
    }

    @Test
    void allRequestsOfAClientMayHaveATime() {
        KazooClient client = startClient(builder -> builder.hosts(proxied()).requestTimeout(SHORT));
        client.create("/a", DATA);
        proxy().blackhole(true);
        assertThatExceptionOfType(RequestTimeoutException.class)
                .isThrownBy(() -> client.get("/a"))
                .satisfies(e -> assertThat(e.path()).hasValue("/a"));
        AsyncResult<NodeData> patient = client.async().withTimeout(LIMIT).get("/a");
        proxy().heal();
        assertThat(patient.get(LIMIT).data()).isEqualTo(DATA);
    }

    @Test
    void aViewIsTheSameClient() {
        KazooClient client = startClient();
        KazooClient view = client.withTimeout(LIMIT);
        assertThat(view.create("/a", DATA)).isEqualTo("/a");
        assertThat(view.clientId()).isEqualTo(client.clientId());
        assertThat(view.async().withTimeout(LIMIT).blocking().get("/a").data()).isEqualTo(DATA);
        assertThatIllegalArgumentException().isThrownBy(() -> client.withTimeout(Duration.ZERO));
        view.close();
        assertStopped(client);
    }

    @Test
    void aReplyThatIsTooLongFailsItsOwnRequestOnly() {
        KazooClient client = startClient(builder -> builder.hosts(proxied()).maxReplyBytes(10_000));
        client.create("/long", new byte[20_000]);
        client.create("/short", DATA);
        long connections = proxy().connectionsAccepted();
        AsyncResult<NodeData> tooLong = client.async().get("/long");
        AsyncResult<NodeData> behind = client.async().get("/short");
        assertThat(failureOf(tooLong))
                .isInstanceOf(ReplyTooLargeException.class)
                .hasMessageContaining("/long");
        assertThat(behind.get(LIMIT).data()).isEqualTo(DATA);
        assertThat(proxy().connectionsAccepted()).isEqualTo(connections);
    }

    /** A busy server refuses what has waited too long there, and has not done it (ZooKeeper 3.7 and later). */
    @Test
    void whatAServerThrottlesIsTriedAgain() {
        release().assumeSince(7, "they throttle by closing connections");
        ManagedZooKeeper busy = closeLater(ManagedZooKeeper.launch(ZooKeeperOptions.defaults()
                .withSystemProperty("zookeeper.request_throttle_max_requests", "1")
                .withSystemProperty("zookeeper.request_throttle_stall_time", "20")
                .withSystemProperty("zookeeper.throttled_op_wait_time", "5")));
        KazooClient client = startClient(builder -> builder.hosts(busy.address()));
        client.retry(() -> client.create("/a", DATA));
        int version = client.retry(() -> client.get("/a")).stat().version();
        Events<KazooState> states = new Events<>();
        client.addListener(states::add);
        List<AsyncResult<ZnodeStat>> once = new ArrayList<>();
        List<ErrorCode> refusals = List.of();
        // How much keeps a server busy is the machine's affair: the load grows until the server refuses some of it.
        for (int burst = 0; refusals.isEmpty(); burst++) {
            assertThat(burst).as("bursts that nothing was refused of").isLessThan(8);
            once.addAll(setAtOnce(client, 50 << burst));
            refusals = once.stream().flatMap(result -> codeOf(result).stream()).toList();
        }
        assertThat(refusals).containsOnly(ErrorCode.THROTTLED_OP);
        assertThat(client.retry(() -> client.get("/a")).stat().version())
                .as("each that succeeded was done once, the others not at all")
                .isEqualTo(version + 2 * once.size() - refusals.size());
        assertThat(states.all()).isEmpty();
    }

    /** {@code count} writes that are tried once, each beside one that is retried; returns when all have an outcome. */
    private static List<AsyncResult<ZnodeStat>> setAtOnce(KazooClient client, int count) {
        List<AsyncResult<ZnodeStat>> once = new ArrayList<>();
        List<AsyncResult<ZnodeStat>> retried = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            once.add(client.async().set("/a", DATA));
            retried.add(client.async().retry(() -> client.async().set("/a", DATA)));
        }
        retried.forEach(result -> result.get(LIMIT));
        once.forEach(result -> assertThat(result.await(LIMIT)).isTrue());
        return once;
    }

    private static Optional<ErrorCode> codeOf(AsyncResult<?> result) {
        if (result.isSuccessful()) {
            return Optional.empty();
        }
        assertThat(result.failure()).isInstanceOf(ZookeeperException.class);
        return result.failure() instanceof ZookeeperException refused ? Optional.of(refused.code()) : Optional.empty();
    }

    private static void assertTimedOut(AsyncResult<?> result, Outcome outcome) {
        assertThat(failureOf(result))
                .isInstanceOfSatisfying(
                        RequestTimeoutException.class,
                        e -> assertThat(e.outcome()).isEqualTo(outcome));
    }
}
