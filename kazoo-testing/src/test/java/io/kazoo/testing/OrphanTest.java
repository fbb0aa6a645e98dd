package io.kazoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing is left of a server when the JVM that started it ends without closing it. */
class OrphanTest {
    @ParameterizedTest
    @CsvSource({"running, killed", "running, exits", "suspended, killed", "suspended, exits"})
    void endsWithItsParent(String state, String end) throws IOException {
        try (ForkedJava parent = new ForkedJava(Parent.class, state, end)) {
            ProcessHandle server =
                    ProcessHandle.of(Long.parseLong(parent.readLine())).orElseThrow();
            Path home = Path.of(parent.readLine());
            assertThat(server.isAlive()).isTrue();
            assertThat(home).isDirectory();

            if (end.equals("killed")) {
                parent.process().destroyForcibly();
            } else {
                parent.process().getOutputStream().close();
            }

            await().atMost(Duration.ofSeconds(10)).until(() -> !server.isAlive() && !Files.exists(home));
        }
    }

    /** Starts a server, tells of it, and ends when its input does. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] args) throws IOException {
            ManagedZooKeeper server = ManagedZooKeeper.launch();
            if (args[0].equals("suspended")) {
                server.suspend();
            }
            System.out.println(server.pid());
            System.out.println(server.home());
            if (System.in.read() < 0) {
                System.exit(0);
            }
        }
    }
}
