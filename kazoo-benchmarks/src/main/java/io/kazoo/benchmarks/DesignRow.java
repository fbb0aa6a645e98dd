package io.kazoo.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A figure to reach. Only ratios to another contender in the same round, and what does not depend on the machine's
 * speed, make good targets; the time after a kill is the one exception.
 *
 * @param id what reports and {@code --only} call it
 * @param title what it says
 * @param source the figure: measurement and metric, separated by a dot
 * @param base the contender whose figure is 1, null if the figure stands for itself
 * @param atMost whether less is better
 * @param targets by handler
 */
record DesignRow(
        String id, String title, String source, @Nullable String base, boolean atMost, Map<String, Double> targets) {
    static final List<DesignRow> ALL = List.of(
            atMost(
                    "latency",
                    "get after get, p50, raw = 1",
                    "blocking-1.p50Micros",
                    Contender.RAW,
                    of(1.10, 1.20, 1.10)),
            atMost(
                    "latency-cpu",
                    "the same, CPU per op, official = 1",
                    "blocking-1.cpuMicrosPerOp",
                    Contender.OFFICIAL,
                    of(0.60, 0.75, 0.60)),
            atLeast(
                    "callers",
                    "50 blocking callers, rate, official = 1",
                    "blocking-50.opsPerSecond",
                    Contender.OFFICIAL,
                    Map.of("threading", 1.3, "loom", 1.3)),
            atLeast(
                    "pipeline",
                    "1,000 in flight, rate, raw = 1",
                    "async-1000.opsPerSecond",
                    Contender.RAW,
                    of(1.00, 1.00, 0.95)),
            atMost(
                    "pipeline-cpu",
                    "the same, CPU per op, official = 1",
                    "async-1000.cpuMicrosPerOp",
                    Contender.OFFICIAL,
                    of(0.30, 0.35, 0.45)),
            atMost("pipeline-bytes", "the same, bytes per op", "async-1000.bytesPerOp", null, of(400, 450, 600)),
            atLeast(
                    "canned",
                    "1,000 in flight, canned server, rate, official = 1",
                    "canned-1.opsPerSecond",
                    Contender.OFFICIAL,
                    of(40, 30, 15)),
            atMost(
                    "lock",
                    "acquire and release, time, Curator = 1",
                    "lock-1.microsPerOp",
                    Contender.CURATOR,
                    of(0.55, 0.60, 0.60)),
            atLeast(
                    "lock-contended",
                    "8 contenders, handoffs per second, Curator = 1",
                    "lock-8.opsPerSecond",
                    Contender.CURATOR,
                    of(2, 2, 2)),
            atMost("failover", "first success after kill -9, ms", "failover.millis", null, of(40, 40, 60)),
            atMost("idle-threads", "idle clients, platform threads", "idle.threads", null, of(8, 8, 8)),
            atMost("idle-heap", "idle clients, KB each", "idle.heapKilobytesPerClient", null, of(10, 10, 12)));

    /** An event loop is not waited on: its callers chain one get after the other instead. */
    private static final Map<String, String> WITHOUT_WAITING = Map.of("blocking-1", "async-1");

    private static DesignRow atMost(
            String id, String title, String source, @Nullable String base, Map<String, Double> targets) {
        return new DesignRow(id, title, source, base, true, targets);
    }

    private static DesignRow atLeast(
            String id, String title, String source, @Nullable String base, Map<String, Double> targets) {
        return new DesignRow(id, title, source, base, false, targets);
    }

    private static Map<String, Double> of(double threading, double loom, double vertx) {
        return Map.of("threading", threading, "loom", loom, "vertx", vertx);
    }

    boolean needs(String measurement) {
        String own = source.substring(0, source.indexOf('.'));
        return own.equals(measurement) || Objects.equals(WITHOUT_WAITING.get(own), measurement);
    }

    /** Returns a contender's values, one per round: figures, or ratios to the base in the same round. */
    List<Double> values(Results results, String contender) {
        int dot = source.indexOf('.');
        String measurement = source.substring(0, dot);
        String metric = source.substring(dot + 1);
        String own = contender.equals("vertx") ? WITHOUT_WAITING.getOrDefault(measurement, measurement) : measurement;
        List<Double> values = results.values(own, contender, metric);
        return base == null ? values : Results.ratios(values, results.values(measurement, base, metric));
    }

    /** Tells whether a value is as good as a target. */
    boolean reached(double target, double value) {
        return atMost ? value <= target : value >= target;
    }
}
