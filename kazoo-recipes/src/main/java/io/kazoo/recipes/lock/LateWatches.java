package io.kazoo.recipes.lock;

import io.kazoo.recipes.support.RecipeContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Has holds that last begin to watch their nodes: a short one is not slowed down by it. One timer for all holds of a
 * lock, because setting one wakes the thread that waits for it. Confined to the lane.
 */
final class LateWatches {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final RecipeContext context;
    private List<NodeHold> begun = new ArrayList<>();

    LateWatches(RecipeContext context) {
        this.context = context;
    }

    /** Notes that a hold has begun. */
    void add(NodeHold hold) {
        begun.add(hold);
        if (begun.size() == 1) {
            context.schedule(PAUSE, this::watchAll, () -> {});
        }
    }

    private void watchAll() {
        List<NodeHold> due = begun;
        begun = new ArrayList<>();
        due.forEach(NodeHold::verify); // which does nothing for those that have ended
    }
}
