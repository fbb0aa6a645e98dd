package io.kazoo.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Servers that send anything at all: a million frames and more, most of them almost right. A failure names its seed;
 * {@code -Dkazoo.seed=n} runs that stream alone.
 */
class FuzzTest {
    private static final int FRAMES = 1_000_000;

    @Test
    void noStreamOfBytesBreaksTheMachine() {
        Long one = Long.getLong("kazoo.seed");
        long frames = 0;
        long served = 0;
        for (long seed = one == null ? 0 : one; one == null ? frames < FRAMES : seed == one; seed++) {
            MutatedServer server = new MutatedServer(seed);
            try {
                server.run();
            } catch (RuntimeException | Error failure) {
                throw new AssertionError("stream with -Dkazoo.seed=" + seed, failure);
            }
            frames += server.frames();
            served += server.served();
        }
        if (one == null) {
            assertThat(served)
                    .as("requests that were served all the same: the streams are almost right")
                    .isGreaterThan(20_000);
        }
    }
}
