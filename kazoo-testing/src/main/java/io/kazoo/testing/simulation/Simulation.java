package io.kazoo.testing.simulation;

import java.util.function.Supplier;

/**
 * Runs scenarios, each with many seeds. The property {@code kazoo.seeds} says how many, {@code kazoo.seed} names the
 * only one: what a failure prints.
 */
public final class Simulation {
    private Simulation() {}

    /**
     * Runs a scenario with each of a number of seeds, in their order; the first failure ends it.
     *
     * @param scenario makes a new one
     * @param usual how many seeds, unless a property says otherwise
     * @return how many were run
     * @throws AssertionError if a run fails; it names the seed and shows the last of what has happened
     */
    public static long run(Supplier<? extends SimulatedScenario> scenario, int usual) {
        Long only = Long.getLong("kazoo.seed");
        long first = only == null ? 0 : only;
        long count = only == null ? Long.getLong("kazoo.seeds", usual) : 1;
        for (long seed = first; seed < first + count; seed++) {
            run(scenario.get(), seed);
        }
        return count;
    }

    /**
     * Runs a scenario with one seed.
     *
     * @return the world as it was in the end, closed
     * @throws AssertionError as {@link #run(Supplier, int)}
     */
    public static DeterministicWorld run(SimulatedScenario scenario, long seed) {
        DeterministicWorld world = new DeterministicWorld(seed);
        try (world) {
            scenario.start(world);
            world.faults().begin(scenario.faultEvery());
            world.runFor(scenario.faultsFor());
            world.faults().end();
            world.note("world", "nothing goes wrong any more", "");
            if (!world.runUntil(scenario::isDone, scenario.patience())) {
                throw new AssertionError("not done " + scenario.patience() + " after the last fault");
            }
            scenario.afterQuiet(world);
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError(
                    scenario + " failed; run it again with -Dkazoo.seed=" + seed + "\n" + world.history() + failure,
                    failure);
        }
        return world;
    }
}
