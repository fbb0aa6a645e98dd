package io.kazoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.KazooClient;
import io.kazoo.testing.ManagedZooKeeper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo on a server that is the user's. */
class DemoOnHostsTest {
    private static ManagedZooKeeper server;
    private static KazooClient client;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @BeforeAll
    static void launch() {
        server = ManagedZooKeeper.launch();
        client = KazooClient.builder().hosts(server.address()).build();
        client.start();
        client.create("/mine");
    }

    @AfterAll
    static void close() {
        client.close();
        server.close();
    }

    @Test
    void killsNoServerAndLeavesNoNodeBehind() {
        long pid = server.pid();

        assertThat(run("demo", "--hosts", server.address() + "/mine", "--seconds", "5"))
                .as(() -> text(out) + text(err))
                .isZero();

        Map<String, Integer> summary = SummaryText.parse(text(out).lines().toList());
        assertThat(summary.get("increments")).isPositive();
        assertThat(summary).containsEntry("two holders at once", 0).containsEntry("lost updates", 0);
        assertThat(text(out)).contains("off; its session", "LOST").doesNotContain("kill -9");
        assertThat(server.pid()).isEqualTo(pid);
        assertNothingIsLeft();
    }

    @Test
    void leavesNoNodeBehindWhenItIsInterrupted() throws Exception {
        try (Command demo = new Command(folder, "demo", "--hosts", server.address() + "/mine")) {
            demo.readUntil("holds the lock");
            demo.signal("INT");

            assertThat(demo.end()).isEqualTo(130);
            assertThat(demo.errors()).isEmpty();
            assertNothingIsLeft();
        }
    }

    @Test
    void aServerThatCannotBeReachedIsOneLine() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + silent.getLocalPort();
            long start = System.nanoTime();

            assertThat(run("demo", "--hosts", address, "--timeout", "1")).isEqualTo(2);

            assertThat((System.nanoTime() - start) / 1e9).isBetween(1.0, 6.0);
            assertThat(text(out)).isEmpty();
            assertThat(text(err))
                    .isEqualToNormalizingNewlines(
                            "kazoo: no ZooKeeper server answered at " + address + " within 1 s\n");
        }
    }

    @Test
    void aMissingChrootIsOneLine() {
        assertThat(run("demo", "--hosts", server.address() + "/nowhere")).isEqualTo(2);

        assertThat(text(out)).isEmpty();
        assertThat(text(err)).isEqualToNormalizingNewlines("kazoo: there is no node /nowhere on these servers\n");
    }

    private void assertNothingIsLeft() {
        client.sync("/");
        assertThat(client.getChildren("/")).containsExactlyInAnyOrder("zookeeper", "mine");
        assertThat(client.getChildren("/mine")).isEmpty();
    }

    private int run(String... args) {
        return new Main(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(List.of(args));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
