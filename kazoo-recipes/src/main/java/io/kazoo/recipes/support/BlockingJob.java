package io.kazoo.recipes.support;

import io.kazoo.exceptions.CancelledException;
import io.kazoo.handler.Deferred;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A blocking function of the user's, away from lanes, whose thread can be interrupted. It has ended when this result is
 * settled, and not before: an interrupt is a request only.
 */
public final class BlockingJob<T extends @Nullable Object> extends Deferred<T> {
    /** Its value is not looked at: it is there to be interrupted. */
    private final FutureTask<Boolean> task;

    private BlockingJob(RecipeContext context, Callable<T> function) {
        super(context.lane());
        task = new FutureTask<>(() -> {
            try {
                return succeed(function.call());
            } catch (Throwable failure) {
                return fail(failure);
            }
        });
    }

    /** Starts a function; if the handler does not run, the job fails. */
    public static <T extends @Nullable Object> BlockingJob<T> start(RecipeContext context, Callable<T> function) {
        BlockingJob<T> job = new BlockingJob<>(context, function);
        try {
            context.client().handler().offload(job::run);
        } catch (RejectedExecutionException notRunning) {
            job.fail(new CancelledException("not called: the handler is not running", notRunning));
        }
        return job;
    }

    private void run() {
        task.run();
        fail(new CancelledException("interrupted before it began"));
    }

    /** Interrupts the thread that runs the function; if it has not begun, it never will. */
    public void interrupt() {
        task.cancel(true);
    }
}
