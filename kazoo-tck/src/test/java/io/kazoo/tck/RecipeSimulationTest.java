package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.testing.simulation.SimulatedScenario;
import io.kazoo.testing.simulation.Simulation;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each recipe under hundreds of histories of faults, each from a seed; see docs/testing.md for how to run one again. */
@Tag("simulation")
@Timeout(value = 6, unit = TimeUnit.HOURS) // with as many seeds as somebody asks for
class RecipeSimulationTest {
    private static final int SEEDS = 300;

    @Test
    void thereAreNeverTooManyLeases() {
        run(LockWorld::ofSemaphore);
    }

    @Test
    void oneIsElected() {
        run(LockWorld::ofElection);
    }

    @Test
    void oneLatchLeads() {
        run(LockWorld::ofLatch);
    }

    @Test
    void severalLocksExcludeLikeOne() {
        run(LockWorld::ofMultiLock);
    }

    @Test
    void noAdditionIsLostOrDoneTwice() {
        run(CounterWorld::new);
    }

    @Test
    void whatIsPutIsGotOnce() {
        run(QueueWorld::new);
    }

    @Test
    void whatIsHeldIsConsumedOnceAndNeverLost() {
        run(LockingQueueWorld::new);
    }

    private static void run(Supplier<? extends SimulatedScenario> scenario) {
        assertThat(Simulation.run(scenario, SEEDS)).isPositive();
    }
}
