package io.kazoo.testing.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What has happened: the last of it to read, all of it as one number. */
final class History {
    private static final int KEPT = 400;
    private static final double NANOS_PER_SECOND = 1e9;

    /** What recipes make unique names of: the one thing that is not the same in the next run. */
    private static final Pattern UNIQUE =
            Pattern.compile("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}");

    private final Deque<Line> lines = new ArrayDeque<>();
    private long fingerprint;

    private record Line(long time, String who, String what, String detail) {}

    /**
     * Takes note of something to read.
     *
     * @param detail may hold names that are unique; the number does not depend on it
     */
    void add(long time, String who, String what, String detail) {
        if (lines.size() == KEPT) {
            lines.removeFirst();
        }
        lines.add(new Line(time, who, what, detail));
        mix(time, who);
        mix(time, what);
    }

    /** Takes note of something that nobody wants to read. */
    void mix(long time, String label) {
        fingerprint = (fingerprint * 31 + time) * 31 + label.hashCode();
    }

    long fingerprint() {
        return fingerprint;
    }

    /** Returns the last lines; unique names are numbered in the order in which they appear. */
    String text() {
        StringBuilder text = new StringBuilder();
        Map<String, String> names = new HashMap<>();
        for (Line line : lines) {
            Matcher matcher = UNIQUE.matcher(line.detail);
            String detail =
                    matcher.replaceAll(found -> names.computeIfAbsent(found.group(), name -> "~" + names.size()));
            text.append(String.format(
                    Locale.ROOT, "%13.6f  %-10s %s %s%n", line.time / NANOS_PER_SECOND, line.who, line.what, detail));
        }
        return text.toString();
    }
}
