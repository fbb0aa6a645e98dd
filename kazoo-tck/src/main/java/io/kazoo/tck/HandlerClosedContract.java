package io.kazoo.tck;

import static io.kazoo.KazooState.CONNECTED;
import static io.kazoo.KazooState.LOST;
import static io.kazoo.KazooState.SUSPENDED;
import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.tck.Waiting.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.AsyncResult;
import io.kazoo.CreateMode;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.RetryPolicy;
import io.kazoo.WatchedEvent;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.ForceRetryException;
import io.kazoo.handler.Handler;
import io.kazoo.handler.Lane;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A handler that is closed before its clients takes them along: whatever they do, nobody waits for ever. */
public abstract class HandlerClosedContract extends ClientContract {
    private final Events<KazooState> states = new Events<>();
    private final Events<WatchedEvent> watched = new Events<>();

    /** For subclasses. */
    protected HandlerClosedContract() {}

    private static void assertClosed(AsyncResult<?> result) {
        assertThat(failureOf(result)).isInstanceOf(ConnectionClosedException.class);
    }

    private static void assertLost(AsyncResult<?> request) {
        assertThat(failureOf(request)).isInstanceOf(ConnectionLossException.class);
    }

    private void assertOver(KazooClient client, KazooState... heard) {
        assertStopped(client);
        states.awaitExactly(heard);
        assertClosed(client.async().exists("/"));
        assertThatExceptionOfType(ConnectionClosedException.class).isThrownBy(() -> client.exists("/"));
        client.async().stop().get(LIMIT);
        client.close();
        assertThat(handler().isRunning()).isFalse();
    }

    @Test
    void aConnectedClientIsLost() throws Exception {
        KazooClient client = startProxied();
        client.addListener(states::add);
        client.exists("/a", watched::add);
        proxy().blackhole(true);
        AsyncResult<?> underWay = client.async().get("/");
        CompletableFuture<Object> called = new CompletableFuture<>();
        underWay.onComplete((value, failure) -> called.complete(failure));
        CompletableFuture<Object> waiter = CompletableFuture.supplyAsync(() -> client.exists("/"));
        handler().close();
        assertLost(underWay);
        assertThat(called.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(ConnectionLossException.class);
        assertThat(waiter.handle((value, failure) -> failure.getCause()).get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOfAny(ConnectionLossException.class, ConnectionClosedException.class);
        eventually(() -> assertThat(watched.all()).hasSize(1));
        assertOver(client, LOST);
    }

    @Test
    void aClientBetweenTwoTriesIsLost() {
        KazooClient client = startClient(builder ->
                builder.hosts(proxied()).connectionRetry(RetryPolicy.forever().withDelay(Duration.ofHours(1))));
        client.addListener(states::add);
        disconnect(client);
        AsyncResult<?> waiting = client.async().get("/");
        handler().close();
        assertLost(waiting);
        assertOver(client, SUSPENDED, LOST);
    }

    @Test
    void aClientThatHasNotReachedAServerIsNotStarted() {
        proxy().refuseConnections(true);
        KazooClient client = newClient(builder -> builder.hosts(proxied()));
        client.addListener(states::add);
        AsyncResult<?> started = client.async().start();
        AsyncResult<?> waiting = client.async().get("/");
        handler().close();
        assertClosed(started);
        assertLost(waiting);
        assertOver(client);
    }

    @Test
    void aClientThatStopsIsStopped() {
        KazooClient client = startProxied();
        client.addListener(states::add);
        proxy().blackhole(true);
        AsyncResult<?> stopped = client.async().stop();
        AsyncResult<?> startedAgain = client.async().start();
        handler().close();
        stopped.get(LIMIT);
        assertClosed(startedAgain);
        assertOver(client, LOST);
    }

    @Test
    void anOperationBetweenTwoTriesIsGivenUp() {
        KazooClient client = startClient();
        CountDownLatch tried = new CountDownLatch(1);
        AsyncResult<?> result = client.async().retry(RetryPolicy.forever().withDelay(Duration.ofHours(1)), () -> {
            tried.countDown();
            throw new ForceRetryException("thrown by the test");
        });
        HandlerContract.await(tried);
        handler().close();
        assertClosed(result);
    }

    /** Its ephemeral nodes are no longer in anybody's way: the server need not wait for the session to expire. */
    @Test
    void theSessionEndsWithTheHandler() {
        Handler mine = closeLater(newHandler());
        KazooClient client = startClient(builder -> builder.handler(mine).sessionTimeout(Duration.ofSeconds(40)));
        client.create("/ephemeral", new byte[0], io.kazoo.CreateOptions.of(CreateMode.EPHEMERAL));
        KazooClient other = startClient();
        assertThat(other.exists("/ephemeral")).isPresent();
        mine.close();
        eventually(() -> assertThat(other.exists("/ephemeral")).isEmpty());
        assertWorks(other);
    }

    @Test
    void aClientCanBeStartedAgain() {
        KazooClient client = startClient();
        client.addListener(states::add);
        for (int i = 0; i < 3; i++) {
            handler().close();
            client.start(LIMIT);
            assertThat(handler().isRunning()).isTrue();
            assertWorks(client);
        }
        states.awaitExactly(LOST, CONNECTED, LOST, CONNECTED, LOST, CONNECTED);
    }

    @Test
    void aCallbackOfTheClientMayCloseTheHandler() {
        KazooClient client = startClient();
        client.addListener(states::add);
        client.async().get("/").onComplete((value, failure) -> handler().close());
        eventually(() -> assertThat(handler().isRunning()).isFalse());
        assertOver(client, LOST);
    }

    /** Who submits may be inside the engine: neither a callback nor a listener may run there, closed or not. */
    @Test
    void callbacksAfterTheEndDoNotRunInTheCaller() {
        KazooClient client = startClient();
        handler().close();
        Thread caller = Thread.currentThread();
        Events<Boolean> inCaller = new Events<>();
        for (int i = 0; i < 100; i++) {
            client.async().get("/").onComplete((value, failure) -> inCaller.add(Thread.currentThread() == caller));
        }
        assertThat(inCaller.awaitSize(100)).hasSize(100).containsOnly(false);
    }

    @Test
    void closingTheHandlerWhileClientsWorkLeavesNobodyWaiting() {
        for (int round = 0; round < 10; round++) {
            Handler mine = closeLater(newHandler());
            KazooClient client = startClient(builder -> builder.handler(mine));
            Lane lane = mine.newLane("tck");
            Events<AsyncResult<?>> results = new Events<>();
            CompletableFuture<Void> working = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 2_000; i++) {
                    results.add(client.async().on(lane).exists("/"));
                }
            });
            results.awaitSize(500);
            mine.close();
            working.join();
            results.all().forEach(result -> assertThat(result.await(LIMIT)).isTrue());
            assertStopped(client);
        }
    }
}
