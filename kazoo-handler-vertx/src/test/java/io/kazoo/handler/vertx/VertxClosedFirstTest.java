package io.kazoo.handler.vertx;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kazoo.AsyncResult;
import io.kazoo.CreateMode;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.KeeperState;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.testing.ZooKeeperCluster;
import io.kazoo.testing.junit.ZooKeeperTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A Vertx that is closed before its handler and before the clients on it. */
@ZooKeeperTest
@ExtendWith(Loops.class)
class VertxClosedFirstTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Loops.newVertx(1);
    private final VertxHandler handler = new VertxHandler(vertx);

    private static void get(Future<Void> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), SECONDS);
    }

    /** Nobody would tell it any more that the pause is over. */
    @Test
    void aClientThatRestsBetweenTwoTriesIsStopped() throws Exception {
        try (KazooClient client =
                KazooClient.builder().hosts("127.0.0.1:1").handler(handler).build()) {
            AsyncResult<@Nullable Void> started = client.async().start();
            AsyncResult<String> waiting = client.async().create("/a");
            assertThat(started.await(Duration.ofMillis(50))).isFalse();
            get(vertx.close());
            assertThat(started.await(PATIENCE)).isTrue();
            assertThat(started.failure()).isInstanceOf(ConnectionClosedException.class);
            assertThat(waiting.await(PATIENCE)).isTrue();
            assertThat(waiting.isSuccessful()).isFalse();
            assertThat(client.clientState()).isEqualTo(KeeperState.CLOSED);
            assertThat(handler.isRunning()).isFalse();
        }
    }

    @Test
    void aClientWithASessionEndsItAndIsToldOfTheEnd(ZooKeeperCluster cluster) throws Exception {
        String node = "/closed-first-" + System.nanoTime();
        List<KazooState> states = new CopyOnWriteArrayList<>();
        try (KazooClient client = KazooClient.builder()
                        .hosts(cluster.connectString())
                        .sessionTimeout(Duration.ofSeconds(30))
                        .handler(handler)
                        .build();
                VertxHandler otherHandler = Loops.given();
                KazooClient other = KazooClient.builder()
                        .hosts(cluster.connectString())
                        .handler(otherHandler)
                        .build()) {
            client.start();
            client.create(node, new byte[0], CreateMode.EPHEMERAL);
            client.addListener(states::add);
            other.start();
            get(vertx.close());
            await().atMost(PATIENCE).until(() -> states.equals(List.of(KazooState.LOST)));
            assertThat(client.clientState()).isEqualTo(KeeperState.CLOSED);
            assertThatThrownBy(() -> client.async().exists("/").get(PATIENCE))
                    .isInstanceOf(ConnectionClosedException.class);
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(other.exists(node))
                            .as("long before the timeout")
                            .isEmpty());
        }
    }

    @Test
    void aHandlerThatWasClosedBeforeHoldsNothingUp() throws Exception {
        handler.start();
        handler.close();
        handler.start();
        handler.close();
        get(vertx.close());
        assertThat(handler.isRunning()).isFalse();
    }
}
