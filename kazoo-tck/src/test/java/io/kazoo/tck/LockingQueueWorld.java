package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.KazooClient;
import io.kazoo.recipes.queue.AsyncLockingQueue;
import io.kazoo.recipes.queue.LockingQueue;
import io.kazoo.recipes.queue.QueueEntry;
import io.kazoo.testing.simulation.DeterministicWorld;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Machines that put, hold and consume: nothing is lost, nothing is consumed twice. The node that stands for a hold has
 * the entry's name, so that there is one at a time; who was the last to hold an entry alone can consume it.
 */
final class LockingQueueWorld extends RecipeWorld<RecipeWorker> {
    private static final String PATH = "/queue";
    private static final int MACHINES = 3;
    private static final int PATIENCE_MILLIS = 1_000;

    private final QueueBooks books = new QueueBooks();

    /** The highest fencing token by value. */
    private final Map<String, Long> holders = new HashMap<>();

    LockingQueueWorld() {
        super("locking queue", PATH, PATH + "/entries", PATH + "/taken");
    }

    @Override
    void populate(DeterministicWorld world) {
        for (int i = 0; i < MACHINES; i++) {
            workers.add(new LockingQueueWorker(world, newClient(world)));
        }
    }

    @Override
    void judge(DeterministicWorld world) {
        assertThat(books.consumed()).isPositive();
        books.requireNothingLost();
    }

    private final class LockingQueueWorker extends RecipeWorker {
        private final AsyncLockingQueue queue;

        LockingQueueWorker(DeterministicWorld world, KazooClient client) {
            super(world, client);
            queue = LockingQueue.create(client, PATH).async();
        }

        @Override
        void act(boolean last) {
            if (last || random.nextBoolean()) {
                get(last);
            } else {
                put();
            }
        }

        private void put() {
            List<String> values = List.of(books.newValue(), books.newValue());
            queue.putAll(values.stream()
                            .map(value -> value.getBytes(StandardCharsets.US_ASCII))
                            .toList())
                    .onComplete((nothing, failure) -> {
                        boolean isInDoubt = failure != null && isInDoubt(failure);
                        values.forEach(value -> books.put(value, failure == null, isInDoubt));
                        ended(false);
                    });
        }

        private void get(boolean last) {
            queue.get(Duration.ofMillis(1 + random.nextInt(PATIENCE_MILLIS))).onComplete((got, failure) -> {
                if (got == null) {
                    world.fail(machine.name() + " could not get: " + failure);
                } else if (got.isPresent()) {
                    hold(got.get());
                } else {
                    ended(last && world.ensemble().paths().size() == 3); // others may hold what comes back
                }
            });
        }

        private void hold(QueueEntry entry) {
            String value = QueueWorld.text(entry.value());
            note("holds", value);
            Long before = holders.put(value, entry.fencingToken());
            if (before != null && before == entry.fencingToken()) {
                world.fail("two hold " + value);
            }
            holders.merge(value, before == null ? 0 : before, Math::max); // who was slow may hear of it late
            after(LockWorker.LONGEST_WORK_MILLIS * 4, () -> {
                if (random.nextInt(4) == 0) {
                    entry.releaseAsync().onComplete((released, failure) -> ended(false));
                } else {
                    consume(entry, value);
                }
            });
        }

        private void consume(QueueEntry entry, String value) {
            entry.consumeAsync().onComplete((consumed, failure) -> {
                note("consumed " + value + ":", consumed == null ? failure : consumed);
                if (failure != null) {
                    books.perhapsConsumed(value);
                } else if (Boolean.TRUE.equals(consumed)) {
                    books.consumed(value, world);
                    if (holders.get(value) != entry.fencingToken()) {
                        world.fail("somebody held " + value + " in the name of the one who consumed it");
                    }
                }
                ended(false);
            });
        }
    }
}
