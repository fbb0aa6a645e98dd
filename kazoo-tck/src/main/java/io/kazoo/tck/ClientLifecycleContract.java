package io.kazoo.tck;

import static io.kazoo.KazooState.CONNECTED;
import static io.kazoo.KazooState.LOST;
import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.tck.Waiting.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.AsyncResult;
import io.kazoo.ClientId;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.exceptions.ConfigurationException;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.KazooException;
import io.kazoo.exceptions.Outcome;
import io.kazoo.handler.Handler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Starting, stopping, closing: each without effect when it is done already, from any thread, in bounded time. Closing a
 * running client stops it, where kazoo refuses; a closed client can be started again.
 */
public abstract class ClientLifecycleContract extends ClientContract {
    /** For subclasses. */
    protected ClientLifecycleContract() {}

    @Test
    @Tag("KT022")
    void aStoppedClientRefusesRequests() {
        KazooClient client = startClient();
        client.stop();
        assertStopped(client);
        assertThat(client.clientId()).isEmpty();
        assertThatExceptionOfType(ConnectionClosedException.class).isThrownBy(() -> client.exists("/"));
        assertThat(failureOf(client.async().getChildren("/"))).isInstanceOf(ConnectionClosedException.class);
        assertThatExceptionOfType(ConnectionClosedException.class).isThrownBy(() -> client.addAuth("digest", "a:b"));
    }

    @Test
    void aClientThatWasNeverStartedRefusesRequestsToo() {
        KazooClient client = newClient(builder -> builder);
        assertThatExceptionOfType(ConnectionClosedException.class).isThrownBy(() -> client.create("/a"));
        client.stop();
        client.close();
        assertStopped(client);
    }

    @Test
    @Tag("KT023")
    void aClientThatIsConnectingCanBeStopped() {
        KazooClient client = startProxied();
        disconnect(client);
        AsyncResult<?> waiting = client.async().create("/a");
        client.stop();
        assertStopped(client);
        assertThat(failureOf(waiting)).isInstanceOf(KazooException.class);
        assertThatExceptionOfType(ConnectionClosedException.class).isThrownBy(() -> client.create("/b"));
    }

    @Test
    @Tag("KT024")
    void startingTwiceIsStartingOnce() {
        KazooClient client = startClient();
        ClientId session = client.clientId().orElseThrow();
        client.start(LIMIT);
        client.async().start().get(LIMIT);
        assertThat(client.clientId()).hasValue(session);
    }

    @Test
    @Tag("KT025")
    void stoppingTwiceIsStoppingOnce() {
        Events<KazooState> states = new Events<>();
        KazooClient client = startClient();
        client.addListener(states::add);
        client.stop();
        client.stop();
        client.async().stop().get(LIMIT);
        client.close();
        client.close();
        assertStopped(client);
        client.start(LIMIT);
        states.awaitExactly(LOST, CONNECTED);
    }

    @Test
    @Tag("KT026")
    void restartGivesANewSession() {
        KazooClient client = startClient();
        ClientId session = client.clientId().orElseThrow();
        client.restart();
        assertThat(client.isConnected()).isTrue();
        assertThat(client.clientId().orElseThrow()).isNotEqualTo(session);
        client.async().restart().get(LIMIT);
        assertWorks(client);
    }

    @Test
    @Tag("KT027")
    void aRequestThatRacesWithTheEndIsAnsweredOrRefused() throws Exception {
        for (int i = 0; i < 20; i++) {
            KazooClient client = startClient();
            CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(() -> {
                while (true) {
                    try {
                        client.exists("/");
                    } catch (Throwable e) {
                        return e;
                    }
                }
            });
            client.stop();
            client.close();
            assertThat(failure.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS))
                    .isInstanceOf(ConnectionClosedException.class);
        }
    }

    @Test
    @Tag("KT117")
    @Tag("KT034")
    void closeStopsAndStartWorksAgain() {
        KazooClient client = startClient();
        client.create("/a");
        client.close();
        assertStopped(client);
        assertThatExceptionOfType(ConnectionClosedException.class).isThrownBy(() -> client.create("/b"));
        client.start(LIMIT);
        assertThat(client.exists("/a")).isPresent();
        client.stop();
        client.close();
        client.start(LIMIT);
        assertWorks(client);
    }

    @Test
    @Tag("KT149")
    void theHandlerMayBeStartedByHandAndStaysItsOwners() {
        Handler mine = closeLater(newHandler());
        mine.start();
        mine.start();
        try (KazooClient client = builder().handler(mine).build()) {
            client.start(LIMIT);
            assertWorks(client);
        }
        assertThat(mine.isRunning()).as("closed by its owner only").isTrue();
        mine.close();
        mine.close();
        assertThat(mine.isRunning()).isFalse();
    }

    @Test
    @Tag("KT106")
    void callbacksAreCalledAfterTheEnd() {
        Handler mine = closeLater(newHandler());
        KazooClient client = builder().handler(mine).build();
        client.start(LIMIT);
        AsyncResult<?> answered = client.async().get("/");
        answered.get(LIMIT);
        client.close();
        mine.close();
        Events<String> calls = new Events<>();
        answered.onComplete((value, failure) -> calls.add("answered"));
        client.async().get("/").onComplete((value, failure) -> calls.add(String.valueOf(failure != null)));
        eventually(() -> assertThat(calls.all()).containsExactlyInAnyOrder("answered", "true"));
    }

    /** A handler chosen by name is closed with its last client, and started again with the next. */
    @Test
    @Tag("KT118")
    void theLastClientMayBeClosedInACallback() {
        Handler named = newHandler();
        KazooClient client;
        try {
            client = closeLater(
                    KazooClient.builder().hosts(hosts()).handler(named.name()).build());
        } catch (ConfigurationException e) {
            Assumptions.abort("no provider offers this handler: " + e.getMessage());
            return;
        }
        for (int i = 0; i < 3; i++) {
            client.start(LIMIT);
            assertThat(client.handler().isRunning()).isTrue();
            client.async().get("/").onComplete((value, failure) -> client.close());
            eventually(() -> assertThat(client.handler().isRunning()).isFalse());
            assertStopped(client);
        }
    }

    /** kazoo hangs or leaks here (issues 394, 536, 582). */
    @Test
    void startsAndStopsMayRace() throws Exception {
        KazooClient client = newClient(builder -> builder);
        List<CompletableFuture<Void>> racers = new ArrayList<>();
        for (int racer = 0; racer < 4; racer++) {
            Random random = new Random(racer);
            racers.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 25; i++) {
                    race(client, random.nextInt(4));
                }
            }));
        }
        for (CompletableFuture<Void> racer : racers) {
            racer.get(2 * LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        }
        client.stop();
        assertStopped(client);
        client.start(LIMIT);
        assertWorks(client);
    }

    @Test
    void aClientStopsWhileTheServerIsGone() {
        KazooClient client = startClient(builder -> builder.hosts(proxied()).sessionTimeout(Duration.ofSeconds(1)));
        proxy().blackhole(true);
        AsyncResult<?> stopped = client.async().stop();
        stopped.get(LIMIT);
        assertStopped(client);
    }

    @Test
    void startWaitsForAStopUnderWay() {
        KazooClient client = startClient();
        Events<KazooState> states = new Events<>();
        client.addListener(states::add);
        client.async().stop();
        client.async().start().get(LIMIT);
        states.awaitExactly(LOST, CONNECTED);
        assertWorks(client);
    }

    @Test
    void stopEndsAStartUnderWay() {
        proxy().refuseConnections(true);
        KazooClient client = newClient(builder -> builder.hosts(proxied()));
        AsyncResult<?> started = client.async().start();
        client.stop();
        assertThat(failureOf(started)).isInstanceOf(ConnectionClosedException.class);
        assertStopped(client);
    }

    private static void race(KazooClient client, int choice) {
        try {
            switch (choice) {
                case 0 -> client.start(LIMIT);
                case 1 -> client.stop();
                case 2 -> client.restart();
                default -> client.exists("/");
            }
        } catch (ConnectionClosedException e) {
            // another one has stopped the client
        } catch (ConnectionLossException e) {
            // another one has stopped it while this request waited for a connection
            assertThat(e.outcome()).isEqualTo(Outcome.NOT_SENT);
        }
    }
}
