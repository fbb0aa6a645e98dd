package io.kazoo.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Lines over an axis of numbers, both axes logarithmic, as SVG. */
final class LineChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;
    private static final int LEFT = 80;
    private static final int RIGHT = 120;
    private static final int TOP = 40;
    private static final int BOTTOM = 40;
    private static final List<String> COLOURS =
            List.of("#777777", "#d62728", "#ff9f1c", "#1f77b4", "#2ca02c", "#9467bd");

    private final String title;
    private final Map<String, Map<Double, Double>> lines = new LinkedHashMap<>();

    LineChart(String title) {
        this.title = title;
    }

    /** Adds a line of positive numbers. */
    void add(String name, Map<Double, Double> points) {
        lines.put(name, points);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    String svg() {
        TreeSet<Double> xs = new TreeSet<>();
        TreeSet<Double> ys = new TreeSet<>();
        lines.values().forEach(points -> {
            xs.addAll(points.keySet());
            ys.addAll(points.values());
        });
        Axis x = new Axis(xs.first(), xs.last(), LEFT, WIDTH - RIGHT);
        Axis y = new Axis(power(ys.first(), false), power(ys.last(), true), HEIGHT - BOTTOM, TOP);
        List<String> parts = new ArrayList<>();
        parts.add(text(LEFT, TOP / 2, "start", title));
        xs.forEach(at -> parts.add(text(x.place(at), HEIGHT - BOTTOM + 18, "middle", Report.number(at))));
        for (double at = y.low; at <= y.high * 1.001; at *= 10) {
            parts.add(String.format(
                    Locale.ROOT, "<path d=\"M%d %.1fH%d\" stroke=\"#dddddd\"/>", LEFT, y.place(at), WIDTH - RIGHT));
            parts.add(text(LEFT - 8, y.place(at) + 4, "end", Report.number(at)));
        }
        int index = 0;
        for (Map.Entry<String, Map<Double, Double>> line : lines.entrySet()) {
            String colour = COLOURS.get(index % COLOURS.size());
            parts.add(line(line.getValue(), x, y, colour));
            parts.add("<rect x=\"%d\" y=\"%d\" width=\"10\" height=\"10\" fill=\"%s\"/>"
                    .formatted(WIDTH - RIGHT + 16, TOP + 20 * index, colour));
            parts.add(text(WIDTH - RIGHT + 32, TOP + 20 * index + 9, "start", line.getKey()));
            index++;
        }
        return parts.stream()
                .collect(Collectors.joining(
                        "\n",
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n"
                                .formatted(WIDTH, HEIGHT),
                        "\n</svg>\n"));
    }

    private static String line(Map<Double, Double> points, Axis x, Axis y, String colour) {
        String path = points.entrySet().stream()
                .map(point ->
                        String.format(Locale.ROOT, "%.1f,%.1f", x.place(point.getKey()), y.place(point.getValue())))
                .collect(Collectors.joining(" "));
        String dots = points.entrySet().stream()
                .map(point -> String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>",
                        x.place(point.getKey()),
                        y.place(point.getValue()),
                        colour))
                .collect(Collectors.joining());
        return "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%s"
                .formatted(path, colour, dots);
    }

    private static String text(double x, double y, String anchor, String text) {
        return String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, text);
    }

    /** The next power of ten, below or above. */
    private static double power(double value, boolean above) {
        double log = Math.log10(value);
        return Math.pow(10, above ? Math.ceil(log) : Math.floor(log));
    }

    /** Places numbers between two points of the picture. */
    private record Axis(double low, double high, double from, double to) {
        double place(double value) {
            return low == high ? (from + to) / 2 : from + (to - from) * Math.log(value / low) / Math.log(high / low);
        }
    }
}
