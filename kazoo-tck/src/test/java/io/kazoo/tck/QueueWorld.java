package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.KazooClient;
import io.kazoo.recipes.queue.AsyncQueue;
import io.kazoo.recipes.queue.InDoubtException;
import io.kazoo.recipes.queue.Queue;
import io.kazoo.testing.simulation.DeterministicWorld;
import java.nio.charset.StandardCharsets;

/** Machines that put and get: what was put is got once, or nobody can know and somebody hears of it. */
final class QueueWorld extends RecipeWorld<RecipeWorker> {
    private static final String PATH = "/queue";
    private static final int MACHINES = 3;

    private final QueueBooks books = new QueueBooks();

    QueueWorld() {
        super("queue", PATH);
    }

    @Override
    void populate(DeterministicWorld world) {
        for (int i = 0; i < MACHINES; i++) {
            workers.add(new QueueWorker(world, newClient(world)));
        }
    }

    @Override
    void judge(DeterministicWorld world) {
        assertThat(books.consumed()).isPositive();
        books.requireNothingLost();
    }

    private final class QueueWorker extends RecipeWorker {
        private final AsyncQueue queue;

        QueueWorker(DeterministicWorld world, KazooClient client) {
            super(world, client);
            queue = Queue.create(client, PATH).async();
        }

        @Override
        void act(boolean last) {
            if (last || random.nextBoolean()) {
                get(last);
            } else {
                String value = books.newValue();
                int priority = 100 + random.nextInt(2);
                queue.put(value.getBytes(StandardCharsets.US_ASCII), priority).onComplete((nothing, failure) -> {
                    books.put(value, failure == null, failure != null && isInDoubt(failure));
                    ended(false);
                });
            }
        }

        private void get(boolean last) {
            queue.get().onComplete((got, failure) -> {
                if (failure instanceof InDoubtException doubt) {
                    books.perhapsConsumed(text(doubt.value()));
                } else if (got == null) {
                    world.fail(machine.name() + " could not get: " + failure);
                } else {
                    got.ifPresent(value -> books.consumed(text(value), world));
                }
                ended(last && got != null && got.isEmpty());
            });
        }
    }

    static String text(byte[] value) {
        return new String(value, StandardCharsets.US_ASCII);
    }
}
