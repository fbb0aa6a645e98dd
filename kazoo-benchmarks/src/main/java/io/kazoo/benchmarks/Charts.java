package io.kazoo.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The charts of a run: what changes with a number (of requests in flight, callers, clients). */
final class Charts {
    private Charts() {}

    static void write(Path folder, Results results, List<String> contenders) throws IOException {
        chart(
                folder,
                results,
                contenders,
                "async-",
                new LineChart("gets per second over gets in flight"),
                "opsPerSecond");
        chart(folder, results, contenders, "blocking-", new LineChart("p50 in us over blocking callers"), "p50Micros");
        chart(folder, results, contenders, "canned-", new LineChart("gets per second over clients"), "opsPerSecond");
    }

    private static void chart(
            Path folder, Results results, List<String> contenders, String prefix, LineChart chart, String metric)
            throws IOException {
        for (String contender : contenders) {
            Map<Double, Double> points = new TreeMap<>();
            for (int x : new int[] {1, 10, 50, 100, 1000}) {
                List<Double> values = results.values(prefix + x, contender, metric);
                if (!values.isEmpty()) {
                    points.put((double) x, Results.median(values));
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
