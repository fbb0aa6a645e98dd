package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.KazooClient;
import io.kazoo.recipes.counter.AsyncCounter;
import io.kazoo.recipes.counter.Counter;
import io.kazoo.testing.simulation.DeterministicWorld;
import java.util.HashSet;
import java.util.Set;

/** Machines that count together: no addition is lost, and none is done twice. */
final class CounterWorld extends RecipeWorld<RecipeWorker> {
    private static final String PATH = "/counter";
    private static final int MACHINES = 3;

    /** What the counter came to by additions that succeeded. */
    private final Set<Long> reached = new HashSet<>();

    private long inDoubt;

    CounterWorld() {
        super("counter", PATH);
    }

    @Override
    void populate(DeterministicWorld world) {
        for (int i = 0; i < MACHINES; i++) {
            workers.add(new CounterWorker(world, newClient(world)));
        }
    }

    @Override
    void judge(DeterministicWorld world) {
        long value = Counter.ofLong(workers.get(0).client, PATH).value();
        assertThat(value).isBetween((long) reached.size(), reached.size() + inDoubt);
    }

    private final class CounterWorker extends RecipeWorker {
        private final AsyncCounter<Long> counter;

        CounterWorker(DeterministicWorld world, KazooClient client) {
            super(world, client);
            counter = Counter.ofLong(client, PATH).async();
        }

        @Override
        void act(boolean last) {
            counter.add(1L).onComplete((change, failure) -> {
                if (change == null) {
                    inDoubt += failure != null && isInDoubt(failure) ? 1 : 0;
                } else if (change.after() != change.before() + 1 || !reached.add(change.after())) {
                    world.fail("two came to " + change);
                }
                ended(last && change != null);
            });
        }
    }
}
