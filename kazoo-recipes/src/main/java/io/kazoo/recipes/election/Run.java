package io.kazoo.recipes.election;

import io.kazoo.AsyncResult;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.KazooInterruptedException;
import io.kazoo.handler.Deferred;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.AsyncLock;
import io.kazoo.recipes.support.Failures;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One candidacy: waits for the lock, has the function run, gives the lock back. Confined to the election's lane. */
final class Run extends Deferred<Boolean> {
    private final AsyncElection election;
    private final Function<? super Hold, Job> leader;
    private @Nullable AsyncResult<Hold> candidacy;
    private @Nullable Job job;
    private boolean lost;

    /**
     * A function that runs.
     *
     * @param ended settled when it has ended; its callbacks run on the election's lane
     * @param stop asks it to end
     */
    record Job(Deferred<Boolean> ended, Runnable stop) {}

    Run(AsyncElection election, Function<? super Hold, Job> leader) {
        super(election.context.newCallbackLane());
        this.election = election;
        this.leader = leader;
    }

    /** Stands as a candidate; called once, by the caller's thread, before anybody knows this. */
    Run start(AsyncLock lock) {
        AsyncResult<Hold> acquire = lock.acquire();
        candidacy = acquire;
        acquire.onComplete(election.context.lane(), (held, failure) -> {
            if (held != null) {
                elected(held);
            } else if (failure instanceof CancelledException) {
                succeed(false); // by cancel(), which ends the wait of all runs; a run of its own is settled already
            } else {
                fail(Objects.requireNonNull(failure));
            }
        });
        return this;
    }

    private void elected(Hold held) {
        if (isDone()) {
            held.releaseAsync();
            return;
        }
        Job begun = leader.apply(held);
        job = begun;
        held.lost().onComplete(election.context.lane(), (gone, released) -> {
            if (released == null) {
                lost = true;
                begun.stop().run();
            }
        });
        begun.ended().onComplete((led, failure) -> ended(held, failure));
    }

    /** First the leadership is given back, whatever it takes, then the outcome is told. */
    private void ended(Hold held, @Nullable Throwable failure) {
        held.releaseAsync().onComplete(election.context.lane(), (released, refused) -> {
            if (failure != null) {
                fail(lost && isInterrupt(failure) ? leadershipLost(failure) : failure);
            } else if (refused != null) {
                fail(Failures.unwrap(refused));
            } else {
                succeed(true);
            }
        });
    }

    private static boolean isInterrupt(Throwable failure) {
        return failure instanceof InterruptedException
                || failure instanceof KazooInterruptedException
                || failure instanceof CancelledException
                || failure instanceof java.util.concurrent.CancellationException;
    }

    private CancelledException leadershipLost(Throwable failure) {
        return new CancelledException("leadership at " + election.path() + " was lost", failure);
    }

    /** Ends the wait, or asks the leader to end; nobody waits for that any more. */
    @Override
    protected void onCancelled() {
        election.context.lane().execute(() -> {
            if (job != null) {
                job.stop().run();
            } else if (candidacy != null) {
                candidacy.cancel();
            }
        });
    }
}
