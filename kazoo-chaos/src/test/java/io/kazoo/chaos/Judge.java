package io.kazoo.chaos;

import io.kazoo.recipes.Hold;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Knows who held what, and when: at no time more than there is of it. What counts is the time in which a holder had reason
 * to believe in it: from the end of the acquire until it asked for the last time whether it still holds.
 */
final class Judge {
    private final Map<String, Long> capacities = new ConcurrentHashMap<>();
    private final Map<String, Long> tokens = new ConcurrentHashMap<>();
    private final Map<String, String> owners = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Interval> intervals = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();

    /** Who held how much of what, from when to when. */
    record Interval(String resource, long weight, String who, long from, long to) {}

    private record Change(long time, long weight, Interval interval) {}

    /** Somebody held a part of a resource at two points in time, and between. */
    void held(long capacity, Interval interval) {
        capacities.put(interval.resource, capacity);
        intervals.add(interval);
    }

    /** What a lock protects: refuses a token that is older than one it has seen, and knows whose each is. */
    synchronized boolean accepts(String resource, Hold hold, String who) {
        long token = hold.fencingToken();
        String owner = owners.putIfAbsent(resource + " " + token, who);
        if (owner != null && !owner.equals(who)) {
            violations.add(resource + ": token " + token + " of " + owner + " and of " + who);
        }
        return tokens.merge(resource, token, Math::max) == token;
    }

    /** Something that must not happen has happened. */
    void violated(String what) {
        violations.add(what);
    }

    /** All that must not happen and has. */
    List<String> violations() {
        List<String> all = new ArrayList<>(violations);
        Map<String, List<Interval>> byResource = new TreeMap<>();
        intervals.forEach(each -> byResource
                .computeIfAbsent(each.resource, name -> new ArrayList<>())
                .add(each));
        byResource.forEach((resource, some) -> crowded(resource, some, all));
        return all;
    }

    private void crowded(String resource, List<Interval> some, List<String> violated) {
        List<Change> changes = new ArrayList<>();
        for (Interval each : some) {
            changes.add(new Change(each.from, each.weight, each));
            changes.add(new Change(each.to, -each.weight, each));
        }
        // Who leaves at the instant another one enters has left.
        changes.sort(Comparator.comparingLong(Change::time).thenComparingLong(Change::weight));
        List<Interval> inside = new ArrayList<>();
        long used = 0;
        for (Change change : changes) {
            used += change.weight;
            if (change.weight > 0) {
                inside.add(change.interval);
            } else {
                inside.remove(change.interval);
            }
            if (used > capacities.get(resource)) {
                violated.add(resource + " at one time: " + inside);
            }
        }
    }
}
