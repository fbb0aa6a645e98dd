package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.KazooClient;
import io.kazoo.testing.simulation.DeterministicWorld;
import io.kazoo.testing.simulation.SimulatedScenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Machines that use a recipe. When all is over, nothing is left of them. */
abstract class RecipeWorld<W extends RecipeWorker> implements SimulatedScenario {
    static final Duration AWHILE = Duration.ofSeconds(60);

    final List<W> workers = new ArrayList<>();
    private final String name;
    private final List<String> remains;

    /**
     * Makes a world.
     *
     * @param remains the paths of all nodes that stay for good
     */
    RecipeWorld(String name, String... remains) {
        this.name = name;
        this.remains = List.of(remains);
    }

    /** Adds the workers. */
    abstract void populate(DeterministicWorld world);

    /** Asserts what is true of this recipe when nothing goes wrong any more and all have done their last work. */
    abstract void judge(DeterministicWorld world);

    /** Makes one more machine, with a client that is connected. */
    final KazooClient newClient(DeterministicWorld world) {
        KazooClient client = world.newClient(world.newMachine("m" + workers.size()));
        client.start();
        return client;
    }

    @Override
    public final void start(DeterministicWorld world) {
        populate(world);
        workers.forEach(RecipeWorker::begin);
    }

    @Override
    public boolean isDone() {
        return workers.stream().allMatch(RecipeWorker::isDone);
    }

    @Override
    public final void afterQuiet(DeterministicWorld world) {
        judge(world);
        workers.forEach(RecipeWorker::close);
        boolean clean = world.runUntil(
                () -> world.ensemble().paths().equals(remains)
                        && world.ensemble().watchedPaths().isEmpty(),
                AWHILE);
        assertThat(clean)
                .as(
                        "nothing is left behind: %s, %s",
                        world.ensemble().paths(), world.ensemble().watchedPaths())
                .isTrue();
        workers.forEach(worker -> worker.client.stop());
        // Of a session whose begin the client has not heard of, the servers know until its time is up.
        assertThat(world.runUntil(() -> world.ensemble().sessions().isEmpty(), AWHILE))
                .as("sessions end")
                .isTrue();
    }

    @Override
    public final String toString() {
        return name;
    }
}
