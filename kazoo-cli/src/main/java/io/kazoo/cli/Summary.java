package io.kazoo.cli;

import java.util.Locale;
import java.util.stream.Collectors;

/** The end of the demo, in words. */
final class Summary {
    private Summary() {}

    static void print(Screen screen, History history, CounterValue counter, Judge.Verdict verdict) {
        screen.text(String.format(
                Locale.ROOT, "%nSummary of %.1f s of work", (history.endedAt() - history.startedAt()) / 1e9));
        line(screen, Kind.NOTE, "increments", counter.total(), shares(counter));
        line(screen, Kind.NOTE, "hand-overs", verdict.handOvers(), "");
        line(screen, Kind.NOTE, "longest gap", verdict.longestGapMillis(), "ms without an increment");
        line(screen, Kind.NOTE, "replies lost", history.unknown(), outcomes(history));
        line(screen, Kind.NOTE, "late writes refused", history.refused(), "");
        check(screen, "two holders at once", verdict.twoHolders());
        check(screen, "lost updates", verdict.lostUpdates());
        verdict.evidence().forEach(sentence -> screen.text(Kind.BAD, "  " + sentence));
    }

    private static void check(Screen screen, String what, long number) {
        line(screen, number == 0 ? Kind.GOOD : Kind.FAULT, what, number, "");
    }

    private static void line(Screen screen, Kind kind, String what, long number, String remark) {
        String line = String.format(Locale.ROOT, "  %-20s %,7d  %s", what + ":", number, remark);
        screen.text(kind, line.stripTrailing());
    }

    private static String shares(CounterValue counter) {
        return counter.counts().entrySet().stream()
                .map(share -> String.format(Locale.ROOT, "%s %,d", share.getKey(), share.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String outcomes(History history) {
        if (history.unknown() == 0) {
            return "";
        }
        return "in the counter it says: " + history.foundApplied() + " applied, " + history.foundMissing() + " not";
    }
}
