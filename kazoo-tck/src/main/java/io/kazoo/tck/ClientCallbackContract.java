package io.kazoo.tck;

import static io.kazoo.KazooState.CONNECTED;
import static io.kazoo.KazooState.LOST;
import static io.kazoo.KazooState.SUSPENDED;
import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.kazoo.AsyncKazooClient;
import io.kazoo.AsyncResult;
import io.kazoo.EventType;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.StateListener;
import io.kazoo.WatchedEvent;
import io.kazoo.exceptions.BlockingForbiddenException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Users' code that is called back: listeners, watchers and callbacks of results. It may do what it likes. */
public abstract class ClientCallbackContract extends ClientContract {
    private static final byte[] DATA = "data".getBytes(UTF_8);

    private final Events<KazooState> states = new Events<>();
    private KazooClient client;

    /** For subclasses. */
    protected ClientCallbackContract() {}

    @BeforeEach
    void start() {
        client = startProxied();
    }

    @Test
    @Tag("KT018")
    void aListenerMayThrow() {
        client.addListener(state -> {
            throw new IllegalStateException("on purpose: a listener that throws");
        });
        client.addListener(states::add);
        try (LogTap log = new LogTap()) {
            loseConnection(client);
            states.awaitExactly(SUSPENDED, CONNECTED);
            eventually(() -> assertThat(log.text()).contains("on purpose: a listener that throws"));
        }
        assertWorks(client);
    }

    @Test
    @Tag("KT019")
    void aListenerAddedWhileStoppedHearsOfTheStart() {
        client.stop();
        client.addListener(states::add);
        client.start(LIMIT);
        states.awaitExactly(CONNECTED);
        client.stop();
        states.awaitExactly(CONNECTED, LOST);
    }

    @Test
    void aListenerAddedByManyThreadsAtOnceIsAddedOnce() {
        for (int round = 0; round < 50; round++) {
            StateListener listener = states::add;
            List<Thread> adding = IntStream.range(0, 4)
                    .mapToObj(i -> HandlerContract.inThread(() -> client.addListener(listener)))
                    .toList();
            adding.forEach(HandlerContract::join);
        }
        client.stop();
        states.awaitSize(50);
        client.start(LIMIT);
        assertThat(states.awaitSize(100)).hasSize(100);
    }

    @Test
    @Tag("KT020")
    void nullIsNoListener() {
        assertThatNullPointerException().isThrownBy(() -> client.addListener(nothing()));
        assertThatNullPointerException().isThrownBy(() -> client.async().addListener(nothing()));
        assertWorks(client);
    }

    @Test
    @Tag("KT021")
    void listenersHearOfChangesOnly() {
        StateListener listener = states::add;
        client.addListener(listener);
        client.addListener(listener);
        client.start(LIMIT);
        loseConnection(client);
        client.stop();
        client.stop();
        states.awaitExactly(SUSPENDED, CONNECTED, LOST);
        client.removeListener(listener);
        client.removeListener(listener);
        client.start(LIMIT);
        loseConnection(client);
        assertThat(states.all()).hasSize(3);
    }

    /** What kazoo's DataWatch does: reads, and reads again whenever the watcher is called, with the same watcher. */
    @Test
    @Tag("KT152")
    void aWatcherThatReadsAgainHearsOfEachWrite() {
        client.create("/a", "0".getBytes(UTF_8));
        Events<String> seen = new Events<>();
        watchData("/a", seen);
        seen.awaitExactly("0");
        client.set("/a", "1".getBytes(UTF_8));
        seen.awaitExactly("0", "1");
        client.set("/a", "2".getBytes(UTF_8));
        seen.awaitExactly("0", "1", "2");
    }

    private void watchData(String path, Events<String> seen) {
        client.async()
                .get(path, event -> watchData(path, seen))
                .thenAccept(node -> seen.add(new String(node.data(), UTF_8)));
    }

    @Test
    @Tag("KT065")
    void aWatcherMayThrow() {
        Events<WatchedEvent> events = new Events<>();
        client.exists("/a", event -> {
            throw new IllegalStateException("on purpose: a watcher that throws");
        });
        client.exists("/a", events::add);
        try (LogTap log = new LogTap()) {
            client.create("/a");
            events.awaitSize(1);
            eventually(() -> assertThat(log.text()).contains("on purpose: a watcher that throws"));
        }
        assertWorks(client);
    }

    @Test
    void aCallbackMayThrow() {
        Events<String> calls = new Events<>();
        AsyncResult<?> result = client.async().get("/");
        result.onComplete((value, failure) -> {
            throw new IllegalStateException("on purpose: a callback that throws");
        });
        result.onComplete((value, failure) -> calls.add("next"));
        calls.awaitExactly("next");
        assertWorks(client);
    }

    /** kazoo deadlocks on it (issues 355, 381, 405). */
    @Test
    void aCallbackMayCallTheClient() {
        Events<String> calls = new Events<>();
        client.addListener(state -> calls.add("listener " + callTheClient()));
        client.exists("/a", event -> calls.add("watcher " + callTheClient()));
        client.create("/a");
        String expected = capabilities().contains(Capability.BLOCKING_CALLBACKS) ? "answered" : "forbidden";
        calls.awaitExactly("watcher " + expected);
        client.async().get("/").onComplete((value, failure) -> calls.add("callback " + callTheClient()));
        calls.awaitExactly("watcher " + expected, "callback " + expected);
        client.restart();
        eventually(() -> assertThat(calls.all()).last().isEqualTo("listener " + expected));
    }

    /** Where callbacks may block they get an answer; where they must not they are told so at once. */
    private String callTheClient() {
        try {
            return client.exists("/").isPresent() ? "answered" : "empty";
        } catch (BlockingForbiddenException e) {
            assertThat(handler().mayBlock()).isFalse();
            return "forbidden";
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    @Test
    void aBlockedWatcherHoldsUpNobodyElse() throws InterruptedException {
        assumeCallbacksMayBlock();
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        client.exists("/a", event -> {
            blocked.countDown();
            awaitQuietly(release);
        });
        client.create("/a");
        assertThat(blocked.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        Events<String> calls = new Events<>();
        client.async().get("/").onComplete((value, failure) -> calls.add("completed"));
        calls.awaitExactly("completed");
        assertThat(client.exists("/a")).isPresent();
        assertWorks(startClient());
        release.countDown();
    }

    @Test
    void aBlockedListenerHoldsUpNeitherRequestsNorReconnects() {
        assumeCallbacksMayBlock();
        CountDownLatch release = new CountDownLatch(1);
        client.addListener(state -> awaitQuietly(release));
        proxy().cut();
        eventually(() -> assertThat(client.retry(() -> client.exists("/"))).isPresent());
        awaitState(client, CONNECTED);
        release.countDown();
    }

    /** kazoo deadlocks on it (issue 426). */
    @Test
    void aCallbackMayEndTheClient() {
        client.exists("/a", event -> client.close());
        client.create("/a");
        awaitState(client, LOST);
        client.start(LIMIT);
        client.async().get("/").onComplete((value, failure) -> client.close());
        awaitState(client, LOST);
        client.start(LIMIT);
        client.addListener(state -> {
            if (state == SUSPENDED) {
                client.close();
            }
        });
        proxy().cut();
        awaitState(client, LOST);
        client.start(LIMIT);
        assertWorks(client);
    }

    @Test
    void aCallbackMayStartTheClientAgain() {
        client.addListener(state -> {
            states.add(state);
            if (state == LOST) {
                client.async().start();
            }
        });
        client.stop();
        states.awaitExactly(LOST, CONNECTED);
        assertWorks(client);
    }

    /** Who reads what is new has heard of it before: what every cache and lock relies on. */
    @Test
    void onOneLaneTheEventComesBeforeTheReplyThatRevealsIt() {
        KazooClient writer = startClient();
        AsyncKazooClient view = client.async().on(handler().newLane("one lane"));
        Events<String> late = new Events<>();
        for (int i = 0; i < 300; i++) {
            String path = "/" + i;
            AtomicBoolean heard = new AtomicBoolean();
            // The watch is set before the node is created, so that there is an event for every one.
            view.exists(path, event -> heard.set(true)).get(LIMIT);
            AsyncResult<String> created = writer.async().create(path);
            for (boolean seen = false; !seen; ) {
                AsyncResult<Boolean> read = view.exists(path).thenApply(stat -> {
                    if (stat.isPresent() && !heard.get()) {
                        late.add(path);
                    }
                    return stat.isPresent();
                });
                seen = read.get(LIMIT);
            }
            created.get(LIMIT);
        }
        assertThat(late.all()).isEmpty();
    }

    @Test
    void onOneLaneEverythingArrivesInOrder() {
        var lane = handler().newLane("one lane");
        AsyncKazooClient view = client.async().on(lane);
        Events<Object> order = new Events<>();
        view.addListener(state -> order.add(lane.isCurrent() ? state : "elsewhere"));
        view.exists("/a", event -> order.add(lane.isCurrent() ? event.type() : "elsewhere"))
                .onComplete((stat, failure) -> order.add("watched"));
        view.create("/a", DATA).onComplete((path, failure) -> order.add("created"));
        view.stop().onComplete((done, failure) -> order.add("stopped"));
        assertThat(order.awaitSize(5)).isEqualTo(List.of("watched", EventType.CREATED, "created", LOST, "stopped"));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            if (!latch.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("never released");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
