package io.kazoo.testing.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testcontainers.utility.DockerImageName;

@ExtendWith(ContainerEngine.class)
class ZooKeeperEnsembleTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static ZooKeeperEnsemble ensemble;

    @BeforeAll
    static void start() {
        ensemble = new ZooKeeperEnsemble(
                3,
                DockerImageName.parse(ZooKeeperContainer.IMAGE),
                member -> member.withTickTime(Duration.ofMillis(500)));
        ensemble.start();
    }

    @AfterAll
    static void stop() {
        ensemble.stop();
    }

    @Test
    void threeServeUnderOneLeader() {
        assertThat(ensemble.members()).hasSize(3).allMatch(ZooKeeperContainer::isServing);
        assertThat(ensemble.members().stream().filter(ZooKeeperContainer::isLeader))
                .hasSize(1);
        assertThat(ensemble.connectString().split(",")).hasSize(3);
    }

    @Test
    void anotherLeadsWhenTheLeaderIsKilled() {
        ZooKeeperContainer leader = ensemble.leader().orElseThrow();
        leader.kill();
        awaitLeaderOtherThan(leader);
        leader.restart();
        ensemble.awaitServing(LIMIT);
    }

    @Test
    void anotherLeadsWhenTheLeaderIsCutFromTheOthers() {
        ZooKeeperContainer leader = ensemble.leader().orElseThrow();
        leader.cut();
        awaitLeaderOtherThan(leader);
        leader.mend();
        ensemble.awaitServing(LIMIT);
    }

    @Test
    void ofOneToSeven() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ZooKeeperEnsemble(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new ZooKeeperEnsemble(8));
    }

    private static void awaitLeaderOtherThan(ZooKeeperContainer old) {
        await().atMost(LIMIT).until(() -> {
            Optional<ZooKeeperContainer> leader = ensemble.leader();
            return leader.isPresent() && !leader.get().equals(old);
        });
    }
}
