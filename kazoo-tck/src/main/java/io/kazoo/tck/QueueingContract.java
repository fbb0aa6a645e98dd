package io.kazoo.tck;

import static io.kazoo.CreateMode.PERSISTENT_SEQUENTIAL;
import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.tck.Waiting.failureOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.ClientId;
import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import io.kazoo.KazooClient;
import io.kazoo.NodeData;
import io.kazoo.ZnodeStat;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.KazooInterruptedException;
import io.kazoo.exceptions.Outcome;
import io.kazoo.exceptions.SessionExpiredException;
import io.kazoo.exceptions.TooManyRequestsException;
import io.kazoo.testing.FaultProxy;
import io.kazoo.testing.SessionKiller;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What happens to requests while there is no connection. Those made meanwhile wait: they are sent after the reconnect,
 * or fail with {@link SessionExpiredException} if the session turns out to have expired. Those under way or waiting
 * when a connection drops fail with {@link ConnectionLossException}, which tells one from the other.
 */
public abstract class QueueingContract extends ClientContract {
    private static final byte[] DATA = "data".getBytes(UTF_8);
    private static final int OP_CREATE = 1;

    /** For subclasses. */
    protected QueueingContract() {}

    @Test
    @Tag("KT089")
    void aRequestMadeWhileSuspendedIsSentAfterTheReconnect() {
        KazooClient client = startProxied();
        disconnect(client);
        AsyncResult<String> waiting = client.async().create("/a", DATA);
        assertThat(waiting.isDone()).isFalse();
        proxy().heal();
        assertThat(waiting.get(LIMIT)).isEqualTo("/a");
        assertThat(client.get("/a").data()).isEqualTo(DATA);
    }

    @Test
    @Tag("KT090")
    @Tag("KT034")
    void aRequestMadeWhileSuspendedFailsIfTheSessionHasExpired() {
        KazooClient client = startProxied();
        ClientId session = client.clientId().orElseThrow();
        disconnect(client);
        AsyncResult<String> waiting = client.async().create("/a", DATA);
        SessionKiller.kill(server().socketAddress(), session.sessionId(), session.password(), LIMIT);
        assertThat(waiting.isDone()).isFalse();
        proxy().heal();
        assertThat(failureOf(waiting)).isExactlyInstanceOf(SessionExpiredException.class);
        assertWorks(client);
        assertThat(client.exists("/a")).as("it was never sent").isEmpty();
    }

    @Test
    void aRequestMadeBeforeTheFirstConnectionWaits() {
        proxy().refuseConnections(true);
        KazooClient client = newClient(builder -> builder.hosts(proxied()));
        AsyncResult<?> started = client.async().start();
        AsyncResult<String> waiting = client.async().create("/a", DATA);
        assertThat(started.isDone()).isFalse();
        proxy().heal();
        started.get(LIMIT);
        assertThat(waiting.get(LIMIT)).isEqualTo("/a");
    }

    @Test
    void waitingRequestsKeepTheirOrder() {
        KazooClient client = startProxied();
        disconnect(client);
        List<AsyncResult<String>> waiting = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            waiting.add(client.async().create("/n", null, PERSISTENT_SEQUENTIAL));
        }
        proxy().heal();
        List<String> paths = waiting.stream().map(result -> result.get(LIMIT)).toList();
        assertThat(paths)
                .isEqualTo(
                        IntStream.range(0, 3000).mapToObj("/n%010d"::formatted).toList());
    }

    @Test
    void aRequestUnderWayMayHaveBeenApplied() throws Exception {
        KazooClient client = startProxied();
        CompletableFuture<Void> dropped = proxy().dropReply(OP_CREATE);
        AsyncResult<String> lost = client.async().create("/a", DATA);
        dropped.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        assertLost(lost, Outcome.MAYBE_APPLIED);
        assertThat(client.retry(() -> client.exists("/a"))).as("and it was").isPresent();
    }

    /** The connection takes no more bytes: what is behind them has not been sent, and can safely be sent again. */
    @Test
    void aRequestThatNeverLeftTheClientIsToldFromOneThatDid() throws Exception {
        try (ScriptedZooKeeper scripted = new ScriptedZooKeeper()) {
            CompletableFuture<Void> hangUp = new CompletableFuture<>();
            scripted.next(connection -> {
                connection.grantSession();
                hangUp.join();
                connection.reset();
            });
            KazooClient client = startClient(builder -> builder.hosts(scripted.hosts()));
            List<AsyncResult<ZnodeStat>> results = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                results.add(client.async().set("/a", new byte[500_000]));
            }
            hangUp.complete(null);
            List<Outcome> outcomes = results.stream()
                    .map(Waiting::failureOf)
                    .map(failure -> ((ConnectionLossException) failure).outcome())
                    .toList();
            assertThat(outcomes)
                    .contains(Outcome.MAYBE_APPLIED, Outcome.NOT_SENT)
                    .isSortedAccordingTo(Comparator.reverseOrder());
            assertThat(outcomes.get(0)).isEqualTo(Outcome.MAYBE_APPLIED);
            assertThat(outcomes.get(199)).isEqualTo(Outcome.NOT_SENT);
        }
    }

    @Test
    void stopFailsWhatWaits() {
        KazooClient client = startProxied();
        disconnect(client);
        AsyncResult<String> waiting = client.async().create("/a", DATA);
        client.stop();
        assertLost(waiting, Outcome.NOT_SENT);
    }

    @Test
    void stopSendsWhatWasSubmittedBefore() {
        KazooClient client = startClient();
        List<AsyncResult<String>> results = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            results.add(client.async().create("/n", null, PERSISTENT_SEQUENTIAL));
        }
        client.stop();
        assertThat(results)
                .allSatisfy(result -> assertThat(result.isSuccessful()).isTrue());
        assertThat(startClient().getChildren("/")).hasSize(3000);
    }

    @Test
    void onlySoManyMayWait() {
        proxy().refuseConnections(true);
        KazooClient client = newClient(builder -> builder.hosts(proxied()).maxPending(2));
        AsyncResult<?> started = client.async().start();
        AsyncResult<String> first = client.async().create("/a", DATA);
        AsyncResult<String> second = client.async().create("/b", DATA);
        AsyncResult<String> third = client.async().create("/c", DATA);
        assertThat(failureOf(third)).isInstanceOf(TooManyRequestsException.class);
        assertThat(first.isDone() || second.isDone()).isFalse();
        proxy().heal();
        started.get(LIMIT);
        assertThat(first.get(LIMIT) + second.get(LIMIT)).isEqualTo("/a/b");
        assertThat(client.create("/d")).as("there is room again").isEqualTo("/d");
    }

    @Test
    void onlySoManyBytesMayWait() {
        proxy().refuseConnections(true);
        KazooClient client = newClient(builder -> builder.hosts(proxied()).maxPendingBytes(1_000));
        AsyncResult<?> started = client.async().start();
        AsyncResult<String> first = client.async().create("/a", new byte[600]);
        AsyncResult<String> second = client.async().create("/b", new byte[600]);
        assertThat(failureOf(second))
                .isInstanceOf(TooManyRequestsException.class)
                .hasMessageContaining("maxPendingBytes");
        assertThat(first.isDone()).isFalse();
        proxy().heal();
        started.get(LIMIT);
        assertThat(first.get(LIMIT)).isEqualTo("/a");
        assertThat(client.create("/b", new byte[600])).isEqualTo("/b");
    }

    @Test
    void whatIsCancelledWhileItWaitsIsNeverSent() {
        KazooClient client = startProxied();
        client.create("/a", DATA);
        disconnect(client);
        CreateOptions plain = CreateOptions.of(CreateMode.PERSISTENT);
        List<AsyncResult<?>> waiting = List.of(
                client.async().create("/1"),
                client.async().createWithStat("/2", DATA, plain),
                client.async().create("/3/x", DATA, plain.withParents()),
                client.async().ensurePath("/4/x"),
                client.async().set("/a", null),
                client.async().delete("/a"),
                client.async().deleteRecursive("/a"));
        for (AsyncResult<?> result : waiting) {
            assertThat(result.cancel()).isTrue();
            assertThat(result.cancel()).as("once").isFalse();
            assertThat(failureOf(result)).isInstanceOf(CancelledException.class);
        }
        proxy().heal();
        assertWorks(client);
        client.sync("/");
        assertThat(client.getChildren("/")).containsExactly("a");
        assertThat(client.get("/a").stat().version()).isZero();
    }

    @Test
    @Tag("KT157")
    void anInterruptCancelsTheCall() throws InterruptedException {
        KazooClient client = startProxied();
        disconnect(client);
        Events<Object> outcome = new Events<>();
        Thread thread = new Thread(() -> {
            try {
                client.create("/a", DATA);
                outcome.add("created");
            } catch (KazooInterruptedException e) {
                outcome.add("interrupted");
            }
            outcome.add(Thread.currentThread().isInterrupted());
        });
        thread.start();
        eventually(() -> assertThat(thread.getState()).isIn(Thread.State.WAITING, Thread.State.TIMED_WAITING));
        thread.interrupt();
        thread.join(LIMIT.toMillis());
        assertThat(outcome.all()).containsExactly("interrupted", true);
        proxy().heal();
        assertWorks(client);
        assertThat(client.exists("/a")).as("it was never sent").isEmpty();
    }

    @Test
    void theReplyToACancelledRequestIsDiscarded() {
        KazooClient client = startProxied();
        client.create("/a", DATA);
        proxy().blackhole(true);
        AsyncResult<NodeData> cancelled = client.async().get("/a");
        AsyncResult<NodeData> behind = client.async().get("/a");
        assertThat(cancelled.cancel()).isTrue();
        proxy().heal();
        assertThat(behind.get(LIMIT).data()).isEqualTo(DATA);
        assertThat(failureOf(cancelled)).isInstanceOf(CancelledException.class);
    }

    @Test
    @Tag("KT120")
    void aLargeRequestThatIsCutOffIsLost() throws Exception {
        KazooClient client = startProxied();
        client.create("/a", DATA);
        CompletableFuture<Void> cut =
                proxy().cutAfter(FaultProxy.Direction.TO_SERVER, 100_000, FaultProxy.Ending.RESET);
        AsyncResult<ZnodeStat> lost = client.async().set("/a", new byte[1_000_000]);
        cut.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(failureOf(lost)).isInstanceOf(ConnectionLossException.class);
        assertThat(client.retry(() -> client.get("/a")).data()).isEqualTo(DATA);
    }

    private static void assertLost(AsyncResult<?> result, Outcome outcome) {
        assertThat(failureOf(result))
                .isInstanceOfSatisfying(
                        ConnectionLossException.class,
                        e -> assertThat(e.outcome()).isEqualTo(outcome));
    }
}
