package io.kazoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kazoo.testing.support.PortBlock;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagedZooKeeperTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static ManagedZooKeeper zk;

    @BeforeAll
    static void launch() {
        zk = ManagedZooKeeper.launch(ZooKeeperOptions.defaults()
                .withTickTime(Duration.ofMillis(250))
                .withMaxSessionTimeout(Duration.ofSeconds(77))
                .withConfig("maxClientCnxns", "123")
                .withSystemProperty("kazoo.marker", "here it is")
                .withJvmOption("-Xmx99m"));
    }

    @AfterAll
    static void close() {
        zk.close();
    }

    @BeforeEach
    void heal() {
        zk.start();
    }

    @Test
    void takesItsOptions() {
        assertThat(zk.ask("conf"))
                .contains("tickTime=250\n", "maxSessionTimeout=77000\n", "maxClientCnxns=123\n")
                .contains("clientPort=" + zk.port() + "\n");
        assertThat(zk.ask("envi")).contains("java.version=" + System.getProperty("java.version") + "\n");
        assertThat(ProcessHandle.of(zk.pid()).orElseThrow().info().arguments().orElseThrow())
                .contains("-Dkazoo.marker=here it is")
                .containsSubsequence("-Xmx256m", "-Xmx99m");
    }

    @Test
    void aloneItServesWithoutALeader() {
        assertThat(zk.isServing()).isTrue();
        assertThat(zk.isLeader()).isFalse();
        assertThat(zk.metrics()).containsEntry("zk_server_state", "standalone").containsKey("zk_watch_count");
        assertThat(zk.address()).isEqualTo("127.0.0.1:" + zk.port());
        assertThat(zk.toString()).contains(zk.address(), "running");
    }

    @Test
    void keepsItsLog() {
        assertThat(zk.logs(10_000)).anyMatch(line -> line.contains("binding to port"));
        assertThat(zk.logs(3)).hasSize(3);
    }

    @Test
    void dataOutlivesEveryWayToEndButNotWiping() throws IOException {
        assertThat(create("/kept")).isEqualTo(Frames.NO_ERROR);
        int port = zk.port();

        zk.stop();
        assertThat(zk.isRunning()).isFalse();
        zk.start();
        assertThat(create("/kept")).isEqualTo(Frames.NODE_EXISTS);

        zk.kill();
        zk.start();
        assertThat(create("/kept")).isEqualTo(Frames.NODE_EXISTS);

        long pid = zk.pid();
        zk.restart();
        assertThat(zk.pid()).isNotEqualTo(pid);
        assertThat(create("/kept")).isEqualTo(Frames.NODE_EXISTS);

        zk.wipe();
        assertThat(zk.isRunning()).isFalse();
        zk.start();
        assertThat(create("/kept")).isEqualTo(Frames.NO_ERROR);
        assertThat(zk.port()).isEqualTo(port);
    }

    @Test
    void suspendedItHoldsItsConnectionsAndAnswersAfterwards() throws IOException {
        try (RawSession session = new RawSession(zk.socketAddress(), LIMIT)) {
            zk.suspend();
            zk.suspend();
            assertThat(zk.isSuspended()).isTrue();
            assertThat(zk.isRunning()).isTrue();
            assertThat(zk.isServing()).isFalse();
            assertThatThrownBy(() -> FourLetterWords.send(zk.socketAddress(), "ruok", Duration.ofMillis(200)))
                    .hasMessageContaining("ruok")
                    .hasMessageContaining("timed out");

            zk.resume();
            zk.resume();
            assertThat(zk.isSuspended()).isFalse();
            assertThat(session.request(Frames.EXISTS, Frames.exists("/"))).isEqualTo(Frames.NO_ERROR);
        }
    }

    @Test
    void aSuspendedServerCanBeStoppedAndKilled() {
        zk.suspend();
        zk.stop();
        assertThat(zk.isRunning()).isFalse();
        assertThat(zk.isSuspended()).isFalse();
        zk.start();
        zk.suspend();
        zk.kill();
        assertThat(zk.isRunning()).isFalse();
        zk.start();
        assertThat(zk.isServing()).isTrue();
    }

    @Test
    void whatNeedsAProcessSaysSoWithoutOne() {
        zk.kill();
        assertThatThrownBy(zk::suspend)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not run");
        assertThatThrownBy(zk::pid).isInstanceOf(IllegalStateException.class).hasMessageContaining("does not run");
        assertThatThrownBy(() -> zk.awaitServing(LIMIT)).hasMessageContaining("not running");
        assertThat(zk.isServing()).isFalse();
        zk.stop();
        zk.kill();
    }

    @Test
    void closingLeavesNothing() {
        ManagedZooKeeper other = ManagedZooKeeper.launch();
        ProcessHandle process = ProcessHandle.of(other.pid()).orElseThrow();
        other.close();
        other.close();
        assertThat(process.isAlive()).isFalse();
        assertThat(Files.exists(other.home())).isFalse();
        assertThat(other.logs(5)).isEmpty();
        assertThatThrownBy(other::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aServerThatDoesNotStartShowsItsLog() {
        ZooKeeperOptions bad = ZooKeeperOptions.defaults().withConfig("clientPort", "not a port");
        assertThatThrownBy(() -> ManagedZooKeeper.launch(bad))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("exit status 2")
                .hasMessageContaining("not a port");
    }

    @Test
    void aPortTakenMeanwhileIsReportedAsSuch() throws IOException {
        zk.kill();
        try (ServerSocket thief = new ServerSocket(zk.port(), 1, PortBlock.host())) {
            assertThat(thief.isBound()).isTrue();
            assertThatThrownBy(zk::start)
                    .isInstanceOfSatisfying(
                            ServerStartException.class,
                            e -> assertThat(e.portTaken()).isTrue());
        }
        zk.start();
        assertThat(zk.isServing()).isTrue();
    }

    private static int create(String path) throws IOException {
        try (RawSession session = new RawSession(zk.socketAddress(), LIMIT)) {
            return session.request(Frames.CREATE, Frames.create(path, Frames.PERSISTENT));
        }
    }
}
