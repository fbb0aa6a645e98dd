package io.kazoo.recipes.cache;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Tells when all that was begun before a moment is done, also while ever more is begun: work belongs to the epoch in which
 * it, or the work that led to it, was begun, and a barrier ends an epoch. Confined to one lane.
 */
final class Epochs {
    private final Deque<Epoch> epochs = new ArrayDeque<>(List.of(new Epoch(0)));
    private List<Runnable> whenQuiet = new ArrayList<>();
    private int open;

    /** Work begun between two barriers. */
    static final class Epoch {
        private final List<Runnable> waiting = new ArrayList<>();
        private final long number;
        private int open;

        private Epoch(long number) {
            this.number = number;
        }

        boolean isOlderThan(Epoch other) {
            return number < other.number;
        }
    }

    Epoch newest() {
        return epochs.getLast();
    }

    void begun(Epoch epoch) {
        epoch.open++;
        open++;
    }

    void done(Epoch epoch) {
        epoch.open--;
        open--;
        settle();
    }

    /** Runs a task when all that is under way is done, and what comes of it. */
    void barrier(Runnable task) {
        Epoch ending = newest();
        ending.waiting.add(task);
        epochs.add(new Epoch(ending.number + 1));
        settle();
    }

    /** Runs a task at the next moment when nothing is under way. */
    void whenQuiet(Runnable task) {
        whenQuiet.add(task);
        settle();
    }

    private void settle() {
        while (epochs.size() > 1 && epochs.getFirst().open == 0) {
            epochs.removeFirst().waiting.forEach(Runnable::run);
        }
        if (open == 0 && !whenQuiet.isEmpty()) {
            List<Runnable> tasks = whenQuiet;
            whenQuiet = new ArrayList<>();
            tasks.forEach(Runnable::run);
        }
    }
}
