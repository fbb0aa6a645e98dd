package io.kazoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo as its users run it, on servers of its own. */
class DemoTest {
    @TempDir
    private Path folder;

    @Test
    void survivesAKilledServerAndAnExpiredSession() throws Exception {
        try (Command demo = new Command(folder, "demo", "--seconds", "6")) {
            demo.readUntil("kill -9 of server");
            assertThat(demo.children()).as("the two servers left").hasSizeBetween(2, 3);
            demo.readUntil("SUSPENDED");
            demo.readUntil("the work goes on after a gap of");
            demo.readUntil("is started again");
            demo.readUntil("off; its session");
            demo.readUntil("LOST");
            demo.readUntil("the work goes on after a gap of");
            demo.readUntil("is refused");

            assertThat(demo.end()).isZero();
            Map<String, Integer> summary = SummaryText.parse(demo.lines());
            assertThat(summary.get("increments")).isPositive();
            assertThat(summary.get("hand-overs")).isPositive();
            assertThat(summary.get("longest gap")).as("the expiry").isGreaterThan(2_000);
            assertThat(summary.get("late writes refused")).isEqualTo(1);
            assertThat(summary).containsEntry("two holders at once", 0).containsEntry("lost updates", 0);
            assertThat(demo.lines()).as("no colours in a pipe").noneMatch(line -> line.contains("\033"));
            assertThat(demo.errors()).isEmpty();
            assertNothingIsLeft(demo);
        }
    }

    @ParameterizedTest
    @CsvSource({"Three workers, INT, 130", "holds the lock, INT, 130", "holds the lock, TERM, 143"})
    void leavesNothingBehindWhenItIsInterrupted(String moment, String signal, int status) throws Exception {
        try (Command demo = new Command(folder, "demo")) {
            demo.readUntil(moment);
            demo.signal(signal);

            assertThat(demo.end()).isEqualTo(status);
            assertThat(demo.lines()).noneMatch(line -> line.startsWith("Summary"));
            assertThat(demo.errors()).isEmpty();
            assertNothingIsLeft(demo);
        }
    }

    private static void assertNothingIsLeft(Command demo) throws IOException {
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(demo.children()).noneMatch(ProcessHandle::isAlive));
        assertThat(demo.leftFiles()).isEmpty();
    }
}
