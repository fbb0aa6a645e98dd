package io.kazoo.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables for the terminal, and the same as values for the file. */
final class Report {
    private final Map<String, String> environment;
    private final List<Measurement> plan;
    private final List<String> contenders;
    private final Results results;
    private final List<DesignRow> rows;

    Report(Map<String, String> environment, List<Measurement> plan, List<String> contenders, Results results) {
        this.environment = environment;
        this.plan = plan;
        this.contenders = contenders;
        this.results = results;
        rows = DesignRow.ALL.stream()
                .filter(row -> plan.stream().anyMatch(measurement -> row.needs(measurement.id())))
                .toList();
    }

    /** Prints targets first, then everything that was measured. */
    void print(PrintStream out) {
        out.println();
        environment.forEach((name, value) -> out.printf("%-10s %s%n", name, value));
        out.println();
        rows.forEach(row -> printRow(out, row));
        for (Measurement measurement : plan) {
            out.printf("%n%s (%s)%n", measurement.title(), measurement.id());
            contenders.stream()
                    .filter(results.contenders(measurement.id())::contains)
                    .forEach(contender -> printFigures(out, measurement, contender));
        }
    }

    private void printRow(PrintStream out, DesignRow row) {
        out.printf("%s (%s)%n", row.title(), row.id());
        for (String contender : contenders) {
            List<Double> values = row.values(results, contender);
            if (values.isEmpty()) {
                continue;
            }
            double median = Results.median(values);
            String verdict = verdict(row, contender, median);
            out.printf("    %-10s %9s  %-18s  %s%n", contender, number(median), spread(values), verdict);
        }
    }

    private static String verdict(DesignRow row, String contender, double value) {
        Double target = row.targets().get(contender);
        if (target == null) {
            return "";
        }
        String bound = (row.atMost() ? "<= " : ">= ") + number(target);
        return bound + (row.reached(target, value) ? "  reached" : "  NOT REACHED");
    }

    private void printFigures(PrintStream out, Measurement measurement, String contender) {
        out.printf("    %-10s", contender);
        for (String metric : results.metrics(measurement.id(), contender)) {
            if (!metric.equals("ops") && !metric.equals("nanos") && !metric.equals("p90Micros")) {
                List<Double> values = results.values(measurement.id(), contender, metric);
                out.printf(" %s %s %s ", metric, number(Results.median(values)), spread(values));
            }
        }
        out.println();
    }

    private static String spread(List<Double> values) {
        return "[" + number(Collections.min(values)) + ".." + number(Collections.max(values)) + "]";
    }

    static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 1000 ? "%,.0f" : size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    /** Everything, as maps, lists, text and numbers. */
    Map<String, Object> values() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("environment", environment);
        List<Object> targets = new ArrayList<>();
        for (DesignRow row : rows) {
            for (String contender : contenders) {
                List<Double> values = row.values(results, contender);
                if (!values.isEmpty()) {
                    targets.add(target(row, contender, values));
                }
            }
        }
        all.put("rows", targets);
        List<Object> measured = new ArrayList<>();
        for (Measurement measurement : plan) {
            for (String contender : results.contenders(measurement.id())) {
                measured.add(figures(measurement, contender));
            }
        }
        all.put("measurements", measured);
        return all;
    }

    private static Map<String, Object> target(DesignRow row, String contender, List<Double> values) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("row", row.id());
        entry.put("title", row.title());
        entry.put("contender", contender);
        entry.putAll(summary(values));
        Double target = row.targets().get(contender);
        if (target != null) {
            entry.put(row.atMost() ? "atMost" : "atLeast", target);
            entry.put("reached", row.reached(target, Results.median(values)));
        }
        return entry;
    }

    private Map<String, Object> figures(Measurement measurement, String contender) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("measurement", measurement.id());
        entry.put("title", measurement.title());
        entry.put("contender", contender);
        for (String metric : results.metrics(measurement.id(), contender)) {
            entry.put(metric, summary(results.values(measurement.id(), contender, metric)));
        }
        return entry;
    }

    private static Map<String, Object> summary(List<Double> values) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("median", Results.median(values));
        summary.put("min", Collections.min(values));
        summary.put("max", Collections.max(values));
        summary.put("rounds", values);
        return summary;
    }
}
