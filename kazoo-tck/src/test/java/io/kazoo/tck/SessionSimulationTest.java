package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.testing.simulation.Simulation;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions under thousands of histories of faults, each from a seed; see docs/testing.md for how to run one again. */
@Tag("simulation")
@Timeout(value = 6, unit = TimeUnit.HOURS) // with as many seeds as somebody asks for
class SessionSimulationTest {
    private static final int SEEDS = 1_000;

    @Test
    void whatAClientSaysIsTrue() {
        assertThat(Simulation.run(SessionWorld::new, SEEDS)).isPositive();
    }
}
