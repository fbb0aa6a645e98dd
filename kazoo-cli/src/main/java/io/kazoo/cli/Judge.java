package io.kazoo.cli;

import io.kazoo.cli.History.Hold;
import io.kazoo.cli.History.Write;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Judges a run by what was recorded: pure functions. */
final class Judge {
    private Judge() {}

    static Verdict judge(History history, CounterValue counter) {
        List<String> evidence = new ArrayList<>();
        int twoHolders = overlaps(history.holds(), evidence) + staleWrites(history.writes(), evidence);
        long lost = lostUpdates(history, counter, evidence);
        return new Verdict(twoHolders, lost, handOvers(history.holds()), longestGapMillis(history), evidence);
    }

    /** Pairs of holds that were believed in at the same time. */
    private static int overlaps(List<Hold> holds, List<String> evidence) {
        List<Hold> sorted = byBeginning(holds);
        int overlaps = 0;
        for (int i = 0; i < sorted.size(); i++) {
            Hold one = sorted.get(i);
            for (Hold other : sorted.subList(i + 1, sorted.size())) {
                if (other.from() < one.to()) {
                    overlaps++;
                    evidence.add(String.format(
                            Locale.ROOT,
                            "%s (token 0x%x) and %s (token 0x%x) both believed to hold the lock for %.3f ms",
                            one.worker(),
                            one.token(),
                            other.worker(),
                            other.token(),
                            (Math.min(one.to(), other.to()) - other.from()) / 1e6));
                }
            }
        }
        return overlaps;
    }

    /** Writes that the counter took after those of a later holder: then both held it, as the servers saw it. */
    private static int staleWrites(List<Write> writes, List<String> evidence) {
        int stale = 0;
        long newest = 0;
        for (Write write : byVersion(writes)) {
            if (write.token() < newest) {
                stale++;
                evidence.add(String.format(
                        Locale.ROOT,
                        "version %d of the counter was written by %s with token 0x%x, after token 0x%x",
                        write.version(),
                        write.worker(),
                        write.token(),
                        newest));
            }
            newest = Math.max(newest, write.token());
        }
        return stale;
    }

    /** What the workers know to have added against what is there, and two acknowledged writes of one version. */
    private static long lostUpdates(History history, CounterValue counter, List<String> evidence) {
        long lost = 0;
        Set<String> workers = new TreeSet<>(history.confirmed().keySet());
        workers.addAll(counter.counts().keySet());
        for (String worker : workers) {
            long confirmed = history.confirmed().getOrDefault(worker, 0L);
            long counted = counter.count(worker);
            if (confirmed != counted) {
                lost += Math.abs(confirmed - counted);
                evidence.add(worker + " knows of " + confirmed + " increments, the counter of " + counted);
            }
        }
        Set<Integer> versions = new HashSet<>();
        for (Write write : history.writes()) {
            if (!versions.add(write.version())) {
                lost++;
                evidence.add("version " + write.version() + " of the counter was acknowledged twice");
            }
        }
        return lost;
    }

    private static int handOvers(List<Hold> holds) {
        int handOvers = 0;
        String holder = null;
        for (Hold hold : byBeginning(holds)) {
            if (holder != null && !holder.equals(hold.worker())) {
                handOvers++;
            }
            holder = hold.worker();
        }
        return handOvers;
    }

    /** The longest time without an acknowledged increment, from the workers' beginning to their end. */
    private static long longestGapMillis(History history) {
        long longest = 0;
        long last = history.startedAt();
        for (long time : acknowledged(history.writes())) {
            if (time < history.endedAt()) {
                longest = Math.max(longest, time - last);
                last = time;
            }
        }
        return Math.max(longest, history.endedAt() - last) / 1_000_000;
    }

    /**
     * The gap that a fault made: the longest time between two acknowledged increments, from the last one before the
     * fault to the first one that was sent after it. An answer that was already on its way does not end it.
     *
     * @param before when the fault had not begun yet
     * @param after when it was complete
     * @return the gap in milliseconds, -1 if no increment was sent after the fault
     */
    static long gapMillis(List<Write> writes, long before, long after) {
        List<Write> increments =
                writes.stream().filter(Write::increment).sorted(byAnswer()).toList();
        long longest = 0;
        long last = before;
        for (Write write : increments) {
            if (write.ackedAt() <= before) {
                last = write.ackedAt();
                continue;
            }
            longest = Math.max(longest, write.ackedAt() - last);
            last = write.ackedAt();
            if (write.sentAt() >= after) {
                return longest / 1_000_000;
            }
        }
        return -1;
    }

    private static List<Long> acknowledged(List<Write> writes) {
        return writes.stream()
                .filter(Write::increment)
                .map(Write::ackedAt)
                .sorted()
                .toList();
    }

    private static List<Hold> byBeginning(List<Hold> holds) {
        return holds.stream().sorted(Comparator.comparingLong(Hold::from)).toList();
    }

    private static List<Write> byVersion(List<Write> writes) {
        return writes.stream().sorted(Comparator.comparingInt(Write::version)).toList();
    }

    private static Comparator<Write> byAnswer() {
        return Comparator.comparingLong(Write::ackedAt);
    }

    /**
     * What was found.
     *
     * @param twoHolders how often two held the lock at once
     * @param lostUpdates how far the counter is from what the workers know, either way
     * @param handOvers how often the lock went to another worker
     * @param longestGapMillis the longest time without an increment
     * @param evidence a sentence for each of the first two
     */
    record Verdict(int twoHolders, long lostUpdates, int handOvers, long longestGapMillis, List<String> evidence) {
        Verdict {
            evidence = List.copyOf(evidence);
        }

        boolean isFine() {
            return twoHolders == 0 && lostUpdates == 0;
        }
    }
}
