package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kazoo.testing.simulation.DeterministicWorld;
import io.kazoo.testing.simulation.SimulatedScenario;
import io.kazoo.testing.simulation.Simulation;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Locks under thousands of histories of faults, each from a seed; see docs/testing.md for how to run one again. */
@Tag("simulation")
@Timeout(value = 6, unit = TimeUnit.HOURS) // with as many seeds as somebody asks for
class LockSimulationTest {
    private static final int SEEDS = 1_000;

    @Test
    void locksExclude() {
        assertThat(Simulation.run(LockWorld::ofLock, SEEDS)).isPositive();
    }

    @Test
    void writersExcludeAllAndReadersExcludeWriters() {
        assertThat(Simulation.run(LockWorld::ofReadersAndWriters, SEEDS)).isPositive();
    }

    @Test
    void aSeedIsTheSameHistoryAgain() {
        long[] seeds = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        for (long seed : seeds) {
            DeterministicWorld once = Simulation.run(LockWorld.ofReadersAndWriters(), seed);
            DeterministicWorld again = Simulation.run(LockWorld.ofReadersAndWriters(), seed);
            assertThat(again.history()).isEqualTo(once.history());
            assertThat(again.fingerprint()).isEqualTo(once.fingerprint());
            assertThat(once.faults().count()).isPositive();
        }
        assertThat(Simulation.run(LockWorld.ofLock(), 1).fingerprint())
                .isNotEqualTo(Simulation.run(LockWorld.ofLock(), 2).fingerprint());
    }

    /** A simulation that finds nothing proves nothing until it has found something. */
    @Test
    void aLockThatDoesNotWaitIsFoundAndItsSeedShowsItAgain() {
        AssertionError found = findIn(LockSimulationTest::impatient);
        assertThat(found).hasMessageContaining("impatient").hasMessageContaining("still holds the lock");
        String name = "-Dkazoo.seed=";
        String message = found.getMessage();
        int begin = message.indexOf(name) + name.length();
        long seed = Long.parseLong(message.substring(begin, message.indexOf('\n', begin)));
        AssertionError again = catchThrowableOfType(AssertionError.class, () -> Simulation.run(impatient(), seed));
        assertThat(again).hasMessage(message);
    }

    private static LockWorld impatient() {
        return LockWorld.exclusive(
                "impatient lock",
                LockWorld.contender(client -> new ImpatientLock(client, LockWorld.PATH)),
                LockWorld.PATH);
    }

    private static AssertionError findIn(Supplier<SimulatedScenario> scenario) {
        for (long seed = 0; seed < SEEDS; seed++) {
            long one = seed;
            AssertionError found =
                    catchThrowableOfType(AssertionError.class, () -> Simulation.run(scenario.get(), one));
            if (found != null) {
                return found;
            }
        }
        throw new AssertionError("nothing found with " + SEEDS + " seeds");
    }
}
