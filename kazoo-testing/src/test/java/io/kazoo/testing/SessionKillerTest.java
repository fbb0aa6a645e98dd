package io.kazoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SessionKillerTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static ZooKeeperCluster cluster;

    @BeforeAll
    static void launch() {
        cluster = ZooKeeperCluster.launch(3);
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void theSessionAndItsNodesAreGone() throws IOException {
        ManagedZooKeeper server = cluster.server(0);
        try (RawSession victim = new RawSession(server.socketAddress(), LIMIT);
                RawSession observer = new RawSession(server.socketAddress(), LIMIT)) {
            assertThat(victim.request(Frames.CREATE, Frames.create("/mine", Frames.EPHEMERAL)))
                    .isEqualTo(Frames.NO_ERROR);
            SessionKiller.kill(server.socketAddress(), victim.id(), victim.password(), LIMIT);

            assertThat(observer.request(Frames.EXISTS, Frames.exists("/mine"))).isEqualTo(Frames.NO_NODE);
            assertThatThrownBy(() -> victim.request(Frames.EXISTS, Frames.exists("/")))
                    .isInstanceOf(IOException.class);
            try (RawSession again = new RawSession(server.socketAddress(), victim.id(), victim.password(), LIMIT)) {
                assertThat(again.isExpired()).isTrue();
            }
        }
    }

    @Test
    void anotherServerOfTheEnsembleWillDo() throws IOException {
        try (RawSession victim = new RawSession(cluster.server(1).socketAddress(), LIMIT)) {
            SessionKiller.kill(cluster.server(2).socketAddress(), victim.id(), victim.password(), LIMIT);
            try (RawSession again =
                    new RawSession(cluster.server(1).socketAddress(), victim.id(), victim.password(), LIMIT)) {
                assertThat(again.isExpired()).isTrue();
            }
        }
    }

    @Test
    void aSessionThatIsGoneAlreadyIsNoError() throws IOException {
        SessionKiller.kill(cluster.server(0).socketAddress(), 0x1234L, new byte[16], LIMIT);
    }

    @Test
    void aServerOutOfReachIsAnErrorInTime() {
        ManagedZooKeeper server = ManagedZooKeeper.launch();
        server.kill();
        assertThatThrownBy(() -> SessionKiller.kill(server.socketAddress(), 1, new byte[16], Duration.ofMillis(200)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("0x1 on")
                .hasMessageContaining("refused");
        server.close();
    }
}
