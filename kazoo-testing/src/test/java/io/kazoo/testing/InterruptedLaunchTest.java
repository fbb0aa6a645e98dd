package io.kazoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is left of servers that are just being started when the JVM that does so ends in order. */
class InterruptedLaunchTest {
    @TempDir
    private Path temp;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void leavesNothingBehind(int folders) throws IOException {
        try (ForkedJava parent = new ForkedJava(List.of("-Djava.io.tmpdir=" + temp), Parent.class)) {
            await().pollInterval(Duration.ofMillis(1)).until(() -> list(temp).size() >= folders);
            List<ProcessHandle> servers = parent.process().descendants().toList();

            parent.process().destroy();
            parent.process().onExit().join();

            await().atMost(Duration.ofSeconds(10)).until(() -> servers.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(list(temp)).isEmpty();
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Launches servers, one cluster after another, until it is ended. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] args) {
            while (true) {
                ZooKeeperCluster.launch(3).close();
            }
        }
    }
}
