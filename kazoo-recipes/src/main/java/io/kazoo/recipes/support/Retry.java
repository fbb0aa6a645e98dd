package io.kazoo.recipes.support;

import io.kazoo.handler.Lane;
import java.time.Duration;

/**
 * When to try again after a lost connection or session: at once the first time, because the engine holds a request
 * until there is a connection; after growing pauses if that fails too. Confined to a lane.
 */
public final class Retry {
    private static final int FIRST_PAUSE_MILLIS = 20;
    private static final int LONGEST_PAUSE_MILLIS = 5_000;

    private final Lane lane;
    private int pauseMillis;

    /** Makes one whose next try is at once. */
    public Retry(Lane lane) {
        this.lane = lane;
    }

    /** Notes that a try has succeeded. */
    public void reset() {
        pauseMillis = 0;
    }

    /** Runs a task on the lane, now or after a pause. */
    public void again(Runnable task) {
        if (pauseMillis == 0) {
            pauseMillis = FIRST_PAUSE_MILLIS;
            task.run();
        } else {
            Runnable next = () -> lane.execute(task);
            lane.handler().schedule(Duration.ofMillis(pauseMillis), next, next); // without the handler the last one
            pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        }
    }
}
