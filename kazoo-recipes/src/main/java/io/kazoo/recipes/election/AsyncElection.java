package io.kazoo.recipes.election;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.AsyncLock;
import io.kazoo.recipes.lock.Lock;
import io.kazoo.recipes.lock.LockOptions;
import io.kazoo.recipes.support.BlockingJob;
import io.kazoo.recipes.support.RecipeContext;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * An election without blocking: the implementation of which {@link Election} is the blocking face. Made with {@link
 * Election#async()}. Callbacks of its results, and functions that lead, run on lanes of the election's own.
 */
public final class AsyncElection {
    final RecipeContext context;
    private final AsyncLock lock;

    AsyncElection(KazooClient client, String path, LockOptions options) {
        context = new RecipeContext(client, "election");
        lock = Lock.create(client, path, options).async();
    }

    /** See {@link Election#path()}. */
    public String path() {
        return lock.path();
    }

    /**
     * Waits to be elected and leads until the stage that a function returns is completed.
     *
     * <p>If leadership is lost before, {@link Hold#lost()} tells, and the stage is cancelled if it can be: if it is an
     * {@link AsyncResult} or a {@link java.util.concurrent.Future}. Cancelling the result ends the wait, or cancels the
     * stage; leadership is given back when the stage is completed.
     *
     * @param leader called on a lane of its own, so it must not block on handlers whose lanes do not; what it throws is
     *     the failure of the run
     * @return true when it has led and given leadership back; false if {@link #cancel()} ended the wait. It fails as the
     *     stage fails, or with what keeps it from being elected, as {@link AsyncLock#acquire()} would
     */
    public AsyncResult<Boolean> run(Function<? super Hold, ? extends CompletionStage<?>> leader) {
        Objects.requireNonNull(leader, "leader");
        return new Run(this, hold -> StageJob.start(context, () -> leader.apply(hold))).start(lock);
    }

    /**
     * As {@link #run}, for a function that blocks: it runs on a thread that may, and is interrupted when leadership is
     * lost or the result is cancelled. See {@link Election#run}.
     */
    public AsyncResult<Boolean> runBlocking(LeaderFunction leader) {
        Objects.requireNonNull(leader, "leader");
        return new Run(this, hold -> {
                    BlockingJob<Boolean> job = BlockingJob.start(context, () -> {
                        leader.lead(hold);
                        return true;
                    });
                    return new Run.Job(job, job::interrupt);
                })
                .start(lock);
    }

    /** See {@link Election#cancel()}. */
    public void cancel() {
        lock.cancel();
    }

    /** See {@link Election#contenders()}. */
    public AsyncResult<List<String>> contenders() {
        return lock.contenders();
    }
}
