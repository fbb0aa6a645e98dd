package io.kazoo.core.engine;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Thousands of random histories. A failure names its seed and what happened; {@code -Dkazoo.seed=n} runs that history
 * alone.
 */
class ExplorationTest {
    private static final int HISTORIES = 2_000;

    @Test
    void everyHistoryKeepsThePromises() {
        Long one = Long.getLong("kazoo.seed");
        long first = one == null ? 0 : one;
        long end = one == null ? HISTORIES : one + 1;
        for (long seed = first; seed < end; seed++) {
            History history = new History(seed);
            try {
                history.run();
            } catch (RuntimeException | AssertionError failure) {
                List<String> log = history.log();
                throw new AssertionError(
                        "history with -Dkazoo.seed=" + seed + ":\n"
                                + String.join("\n", log.subList(Math.max(0, log.size() - 200), log.size())),
                        failure);
            }
        }
    }
}
