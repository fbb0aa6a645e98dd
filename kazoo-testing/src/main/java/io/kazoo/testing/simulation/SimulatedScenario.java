package io.kazoo.testing.simulation;

import java.time.Duration;

/**
 * Something that machines do in a {@link DeterministicWorld}, and what must be true of it. {@link Simulation} runs it
 * with a seed: it starts, things go wrong for a time, then nothing does any more and it must come to its end. A new one
 * is made for each seed.
 */
public interface SimulatedScenario {
    /**
     * Makes machines and clients and begins the work. It may wait: nothing goes wrong yet. What must always be true is
     * given to {@link DeterministicWorld#always}.
     */
    void start(DeterministicWorld world);

    /** Tells whether all is done; asked after each event once nothing goes wrong any more. It must be quick. */
    boolean isDone();

    /**
     * Asserts what must be true in the end: that the sums are right, that nothing is left behind. It may wait, and may
     * stop clients.
     */
    void afterQuiet(DeterministicWorld world);

    /** Returns for how long things go wrong, in the world's time. */
    default Duration faultsFor() {
        return Duration.ofSeconds(10);
    }

    /** Returns how long it takes on average from one fault to the next. */
    default Duration faultEvery() {
        return Duration.ofMillis(250);
    }

    /** Returns how long it may take to come to an end once nothing goes wrong any more. */
    default Duration patience() {
        return Duration.ofSeconds(60);
    }
}
