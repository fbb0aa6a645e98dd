package io.kazoo.tck;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.recipes.Hold;
import io.kazoo.testing.simulation.DeterministicWorld;
import java.time.Duration;

/** A machine that takes a lock, works, and gives it back. */
final class LockWorker extends RecipeWorker {
    static final int LONGEST_WORK_MILLIS = 50;
    private static final int PATIENCE_MILLIS = 2_000;

    /** The lock as a worker uses it. */
    interface Subject {
        AsyncResult<? extends Hold> acquire();

        AsyncResult<? extends Hold> acquire(Duration timeout);

        /** It is not used any more. */
        default void close() {}
    }

    private final Subject subject;
    private final HoldJudge judge;

    LockWorker(DeterministicWorld world, KazooClient client, Subject subject, HoldJudge judge) {
        super(world, client);
        this.subject = subject;
        this.judge = judge;
    }

    @Override
    void act(boolean last) {
        boolean patient = last || random.nextBoolean();
        AsyncResult<? extends Hold> result =
                patient ? subject.acquire() : subject.acquire(Duration.ofMillis(1 + random.nextInt(PATIENCE_MILLIS)));
        if (!last && random.nextInt(10) == 0) {
            after(LONGEST_WORK_MILLIS, result::cancel);
        }
        result.onComplete((held, failure) -> {
            if (held == null) {
                note("did not get it:", String.valueOf(failure));
                ended(false);
            } else {
                work(held, last);
            }
        });
    }

    private void work(Hold held, boolean last) {
        note("holds", held.nodePath());
        Runnable end = judge.enters(held);
        after(LONGEST_WORK_MILLIS, () -> {
            end.run();
            held.releaseAsync().onComplete((released, failure) -> {
                note("gave back", held.nodePath());
                ended(last && failure == null && released);
            });
        });
    }

    @Override
    void close() {
        subject.close();
    }
}
