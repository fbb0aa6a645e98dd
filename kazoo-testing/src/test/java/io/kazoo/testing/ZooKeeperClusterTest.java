package io.kazoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kazoo.testing.support.PortBlock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ZooKeeperClusterTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static ZooKeeperCluster cluster;

    @BeforeAll
    static void launch() {
        cluster = ZooKeeperCluster.launch(3);
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @BeforeEach
    void heal() {
        cluster.heal(LIMIT);
    }

    @Test
    void threeServeUnderOneLeader() {
        assertThat(cluster.servers()).hasSize(3).allMatch(ManagedZooKeeper::isServing);
        assertThat(cluster.servers().stream().filter(ManagedZooKeeper::isLeader))
                .containsExactly(cluster.leader().orElseThrow());
        assertThat(cluster.connectString())
                .isEqualTo("127.0.0.1:%d,127.0.0.1:%d,127.0.0.1:%d"
                        .formatted(
                                cluster.server(0).port(),
                                cluster.server(1).port(),
                                cluster.server(2).port()));
    }

    @Test
    void servesAgainWithoutItsLeader() throws IOException {
        ManagedZooKeeper leader = cluster.leader().orElseThrow();
        leader.kill();
        cluster.awaitServing(LIMIT);
        assertThat(cluster.leader()).isPresent().get().isNotSameAs(leader);
        assertThat(create(cluster.leader().orElseThrow(), "/after-kill")).isEqualTo(Frames.NO_ERROR);

        cluster.heal(LIMIT);
        assertThat(leader.isServing()).isTrue();
        assertThat(create(leader, "/after-kill")).isEqualTo(Frames.NODE_EXISTS);
    }

    @Test
    void electsAnotherLeaderWhileTheOldOneIsSuspended() {
        ManagedZooKeeper leader = cluster.leader().orElseThrow();
        leader.suspend();
        cluster.awaitServing(LIMIT);
        assertThat(cluster.leader()).isPresent().get().isNotSameAs(leader);

        cluster.heal(LIMIT);
        assertThat(cluster.servers()).allMatch(ManagedZooKeeper::isServing);
    }

    @Test
    void withoutAMajorityNobodyServes() {
        cluster.server(0).kill();
        cluster.server(1).stop();
        assertThatThrownBy(() -> cluster.awaitServing(Duration.ofMillis(500)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not running");
    }

    @Test
    void aWipedMemberGetsItsDataFromTheOthers() throws IOException {
        ManagedZooKeeper member = cluster.server(1);
        assertThat(create(member, "/shared")).isEqualTo(Frames.NO_ERROR);
        member.wipe();
        member.start();
        cluster.awaitServing(LIMIT);
        assertThat(create(member, "/shared")).isEqualTo(Frames.NODE_EXISTS);
    }

    @Test
    void findsTheMemberOfAClient() throws IOException {
        ManagedZooKeeper member = cluster.server(2);
        try (RawSession session = new RawSession(member.socketAddress(), LIMIT)) {
            assertThat(cluster.memberWithSession(session.id())).containsSame(member);
        }
        assertThat(cluster.memberAt(member.socketAddress())).containsSame(member);
        assertThat(cluster.memberAt(new InetSocketAddress(PortBlock.host(), 1))).isEmpty();
        assertThat(cluster.memberWithSession(0x123456789L)).isEmpty();
    }

    @Test
    void closingLeavesNothing() {
        ZooKeeperCluster other = ZooKeeperCluster.launch(3);
        List<ProcessHandle> processes = other.servers().stream()
                .map(server -> ProcessHandle.of(server.pid()).orElseThrow())
                .toList();
        other.server(1).suspend();
        other.server(2).kill();
        other.close();
        other.close();
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(other.servers()).noneMatch(server -> Files.exists(server.home()));
    }

    @Test
    void refusesAnImpossibleSize() {
        assertThatThrownBy(() -> ZooKeeperCluster.launch(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ZooKeeperCluster.launch(8)).isInstanceOf(IllegalArgumentException.class);
    }

    private static int create(ManagedZooKeeper server, String path) throws IOException {
        try (RawSession session = new RawSession(server.socketAddress(), LIMIT)) {
            return session.request(Frames.CREATE, Frames.create(path, Frames.PERSISTENT));
        }
    }

    @Test
    void someOnlyObserve() {
        try (ZooKeeperCluster observed =
                ZooKeeperCluster.launch(3, ZooKeeperOptions.defaults().withObserversFrom(3))) {
            assertThat(observed.server(2).metrics()).containsEntry("zk_server_state", "observer");
            observed.server(2).kill();
            observed.awaitServing(LIMIT);
            observed.leader().orElseThrow().kill();
            assertThatThrownBy(() -> observed.awaitServing(Duration.ofMillis(500)))
                    .as("one of two voters is no majority")
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
