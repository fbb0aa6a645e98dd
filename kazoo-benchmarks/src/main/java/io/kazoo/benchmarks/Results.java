package io.kazoo.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was measured: per measurement and contender the figures of each round. */
final class Results {
    private final Map<String, Map<String, List<Map<String, Double>>>> rounds = new LinkedHashMap<>();

    void add(String measurement, String contender, Map<String, Double> figures) {
        rounds.computeIfAbsent(measurement, unused -> new LinkedHashMap<>())
                .computeIfAbsent(contender, unused -> new ArrayList<>())
                .add(figures);
    }

    Set<String> contenders(String measurement) {
        return rounds.getOrDefault(measurement, Map.of()).keySet();
    }

    /** Returns the names of what was measured for a contender. */
    Set<String> metrics(String measurement, String contender) {
        Set<String> names = new LinkedHashSet<>();
        figures(measurement, contender).forEach(figures -> names.addAll(figures.keySet()));
        return names;
    }

    /** Returns a figure of each round, empty if it was not measured. */
    List<Double> values(String measurement, String contender, String metric) {
        return figures(measurement, contender).stream()
                .filter(figures -> figures.containsKey(metric))
                .map(figures -> figures.get(metric))
                .toList();
    }

    private List<Map<String, Double>> figures(String measurement, String contender) {
        return rounds.getOrDefault(measurement, Map.of()).getOrDefault(contender, List.of());
    }

    /** Divides round by round: what slows a whole round down cancels out. */
    static List<Double> ratios(List<Double> values, List<Double> base) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(values.size(), base.size()); i++) {
            ratios.add(values.get(i) / base.get(i));
        }
        return ratios;
    }

    /** Returns the one in the middle, NaN if there are none. */
    static double median(List<Double> values) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
