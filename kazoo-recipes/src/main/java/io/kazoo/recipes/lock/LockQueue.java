package io.kazoo.recipes.lock;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The queue that the children of a lock's node form: pure arithmetic on names.
 *
 * <p>A contender is a child whose name ends in a marker and the server's ten-digit number. Numbers compare as points on
 * a ring of 32 bits: what was made just after 2147483647 is called -2147483648 and stands behind it. Python kazoo
 * compares strings, which breaks exclusion there (kazoo issue 730).
 */
final class LockQueue {
    private static final int WIDTH = 10;
    /** The smallest number of ten digits. */
    private static final int TEN_DIGITS = 1_000_000_000;

    private final Set<String> excluding;
    private final Set<String> all;

    /**
     * Makes the queue as one kind of lock sees it.
     *
     * @param extra markers of other clients that are waited for too
     */
    LockQueue(LockNaming naming, LockKind kind, List<String> extra) {
        excluding = new LinkedHashSet<>(naming.excluding(kind));
        excluding.addAll(extra);
        all = new LinkedHashSet<>(excluding);
        all.add(naming.marker(kind));
    }

    /**
     * Decides for one contender.
     *
     * @param children all children, in any order
     * @param self its own name
     */
    Turn decide(List<String> children, String self) {
        int own = sequence(self, all).orElseThrow();
        boolean present = false;
        String nearest = null;
        int nearestAhead = Integer.MIN_VALUE;
        for (String child : children) {
            present |= child.equals(self);
            OptionalInt number = sequence(child, excluding);
            int ahead = number.isPresent() ? number.getAsInt() - own : 0;
            if (ahead < 0 && (nearest == null || ahead > nearestAhead)) {
                nearest = child;
                nearestAhead = ahead;
            }
        }
        if (!present) {
            return new Turn.Gone();
        }
        return nearest == null ? new Turn.Held() : new Turn.WaitFor(nearest);
    }

    /** Returns the names of all contenders, those of the own kind included, first come first. */
    List<String> contenders(List<String> children) {
        record Numbered(String name, int number) {}
        List<Numbered> found = new ArrayList<>();
        for (String child : children) {
            sequence(child, all).ifPresent(number -> found.add(new Numbered(child, number)));
        }
        if (found.isEmpty()) {
            return List.of();
        }
        // Distances from one of them are a total order, whatever names somebody may have made by hand.
        int base = found.get(0).number();
        found.sort(Comparator.comparingInt(each -> each.number() - base));
        return found.stream().map(Numbered::name).toList();
    }

    /** Returns the number of a contender, empty if the name is not one of a contender with one of the markers. */
    static OptionalInt sequence(String name, Set<String> markers) {
        for (int width = WIDTH; width <= WIDTH + 1; width++) {
            int start = name.length() - width;
            for (String marker : markers) {
                if (start >= marker.length() && name.startsWith(marker, start - marker.length())) {
                    return number(name.substring(start));
                }
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Reads a number as servers write it: 32 bits, filled up to a width of ten with the sign, which leaves nine digits
     * for most negative numbers (kazoo misses those). Anything else was made by hand and is nobody's place in the queue.
     */
    private static OptionalInt number(String digits) {
        boolean negative = digits.charAt(0) == '-';
        for (int i = negative ? 1 : 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return OptionalInt.empty();
            }
        }
        long number = Long.parseLong(digits);
        boolean fits = number == (int) number && (digits.length() == WIDTH || number <= -TEN_DIGITS);
        return fits ? OptionalInt.of((int) number) : OptionalInt.empty();
    }
}
