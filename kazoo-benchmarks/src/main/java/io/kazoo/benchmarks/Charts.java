package io.kazoo.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The charts of a run: what changes with a number (of requests in flight, callers, clients). */
final class Charts {
    private static final int[] NUMBERS = {1, 10, 50, 100, 1000};

    private final Results results;
    private final List<String> contenders;

    Charts(Results results, List<String> contenders) {
        this.results = results;
        this.contenders = contenders;
    }

    /** Writes a file for each chart of which there are points. */
    void write(Path folder) throws IOException {
        write(folder, "async-", "opsPerSecond", new LineChart("gets per second over gets in flight"));
        write(folder, "blocking-", "p50Micros", new LineChart("p50 in us over blocking callers"));
        write(folder, "canned-", "opsPerSecond", new LineChart("gets per second over clients, canned server"));
    }

    private void write(Path folder, String prefix, String metric, LineChart chart) throws IOException {
        for (String contender : contenders) {
            Map<Double, Double> points = new TreeMap<>();
            for (int number : NUMBERS) {
                List<Double> values = results.values(prefix + number, contender, metric);
                if (!values.isEmpty()) {
                    points.put((double) number, Results.median(values));
                }
            }
            if (!points.isEmpty()) {
                chart.add(contender, points);
            }
        }
        if (!chart.isEmpty()) {
            Files.writeString(folder.resolve(prefix + metric + ".svg"), chart.svg());
        }
    }
}
