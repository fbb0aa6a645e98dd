package io.kazoo.recipes.queue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entries that the children of a queue's node are: pure arithmetic on names. Lower priorities come first, within one
 * first come first served. Numbers compare as points on a ring of 32 bits, so that the order holds past 2147483647.
 * Anything else among the children is nobody's entry.
 */
final class Entries {
    static final int LARGEST_PRIORITY = 999;
    static final int DEFAULT_PRIORITY = 100;

    private static final Pattern NAME = Pattern.compile("entry-([0-9]{3})-([0-9]{10}|-[0-9]{9,10})");

    private record Entry(String name, int priority, int number) {}

    private Entries() {}

    /**
     * Returns what the name of a new entry begins with.
     *
     * @throws IllegalArgumentException unless the priority is 0 to 999
     */
    static String prefix(int priority) {
        if (priority < 0 || priority > LARGEST_PRIORITY) {
            throw new IllegalArgumentException("a priority is 0 to " + LARGEST_PRIORITY + ", not " + priority);
        }
        return "entry-%03d-".formatted(priority);
    }

    /**
     * Returns the names of the entries, the next one first.
     *
     * @param taken names that are left out
     */
    static List<String> inOrder(List<String> children, Collection<String> taken) {
        List<Entry> found = new ArrayList<>();
        for (String child : children) {
            Matcher matcher = NAME.matcher(child);
            if (matcher.matches() && !taken.contains(child)) {
                long number = Long.parseLong(matcher.group(2));
                if (number == (int) number) {
                    found.add(new Entry(child, Integer.parseInt(matcher.group(1)), (int) number));
                }
            }
        }
        if (found.isEmpty()) {
            return List.of();
        }
        // Distances from one of them are a total order, whatever names somebody may have made by hand.
        int base = found.get(0).number();
        found.sort(Comparator.comparingInt(Entry::priority).thenComparingInt(entry -> entry.number() - base));
        return found.stream().map(Entry::name).toList();
    }
}
