package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.testing.simulation.DeterministicWorld;
import java.util.LinkedHashSet;
import java.util.Set;

/** What was put into a queue and what came out of it, as far as anybody can know. Every value is another one. */
final class QueueBooks {
    private final Set<String> put = new LinkedHashSet<>();
    private final Set<String> perhapsPut = new LinkedHashSet<>();
    private final Set<String> consumed = new LinkedHashSet<>();
    private final Set<String> perhapsConsumed = new LinkedHashSet<>();
    private int values;

    String newValue() {
        return "value-" + values++;
    }

    void put(String value, boolean isSure, boolean isInDoubt) {
        if (isSure) {
            put.add(value);
        } else if (isInDoubt) {
            perhapsPut.add(value);
        }
    }

    /** Somebody is sure to have taken a value out, for good. */
    void consumed(String value, DeterministicWorld world) {
        if (!consumed.add(value)) {
            world.fail(value + " is consumed twice");
        }
    }

    /** Somebody may have. */
    void perhapsConsumed(String value) {
        perhapsConsumed.add(value);
    }

    int consumed() {
        return consumed.size();
    }

    /** Asserts that all that was put has come out, and nothing else; to be asked when the queue is empty. */
    void requireNothingLost() {
        Set<String> out = new LinkedHashSet<>(consumed);
        out.addAll(perhapsConsumed);
        assertThat(out).as("what was put comes out").containsAll(put);
        put.addAll(perhapsPut);
        assertThat(put).as("what comes out was put").containsAll(out);
    }
}
