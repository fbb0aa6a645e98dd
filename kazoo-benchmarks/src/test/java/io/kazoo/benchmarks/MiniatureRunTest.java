package io.kazoo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Everything runs, as small as can be, with every contender; how fast it was is nobody's business here. */
class MiniatureRunTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(300)
    @SuppressWarnings("unchecked")
    void everyRowIsMeasuredForEveryContenderItIsMeantFor() throws Exception {
        BenchOptions options = new BenchOptions(folder);
        options.miniature();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        Report report;
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            report = Main.run(options, out);
        }

        Set<String> expected = DesignRow.ALL.stream()
                .flatMap(row -> row.targets().keySet().stream()
                        .filter(MiniatureRunTest::isPresent)
                        .map(handler -> row.id() + " of " + handler))
                .collect(Collectors.toSet());
        List<Map<String, Object>> rows =
                (List<Map<String, Object>>) report.values().get("rows");
        assertThat(rows)
                .map(row -> row.get("row") + " of " + row.get("contender"))
                .containsAll(expected);
        assertThat(rows)
                .allSatisfy(row -> assertThat((Double) row.get("median")).isFinite());
        assertThat(rows)
                .filteredOn(row -> !row.get("row").equals("idle-heap"))
                .allSatisfy(row -> assertThat((Double) row.get("median")).isPositive());
        assertThat(rows).filteredOn(row -> row.containsKey("reached")).hasSize(expected.size());
        List<Map<String, Object>> measurements =
                (List<Map<String, Object>>) report.values().get("measurements");
        assertThat(measurements)
                .map(measurement -> measurement.get("measurement"))
                .containsAll(Plan.of(options).stream().map(Measurement::id).toList());
        String json = Files.readString(folder.resolve("figures.json"));
        DesignRow.ALL.forEach(row -> assertThat(json).contains("\"row\": \"" + row.id() + "\""));
        assertThat(json).doesNotContain("NaN").doesNotContain("Infinity");
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("official", "curator", "threading");
        assertThat(folder.resolve("async-opsPerSecond.svg")).content().contains("<svg", "threading");
    }

    private static boolean isPresent(String handler) {
        return Contender.all().stream().anyMatch(contender -> contender.name().equals(handler));
    }
}
