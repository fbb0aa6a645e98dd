package io.kazoo.recipes.lock;

import io.kazoo.handler.Deferred;
import io.kazoo.recipes.support.RecipeContext;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A job that runs while something is held. Its result is settled when it has ended, so that nobody works on unseen. */
final class HeldJob<T extends @Nullable Object> extends Deferred<T> {
    /** Interrupts the thread that runs it when it is cancelled, and never later: the thread is needed again. */
    private final FutureTask<@Nullable Void> task;

    private final AtomicReference<@Nullable Throwable> reason = new AtomicReference<>();
    /** How the job ended, written and read by its thread alone. */
    private Runnable outcome = () -> {};

    HeldJob(RecipeContext context, Callable<T> job) {
        super(context.newCallbackLane());
        this.task = new FutureTask<>(() -> call(job), null);
    }

    private void call(Callable<T> job) {
        try {
            T value = job.call();
            outcome = () -> succeed(value);
        } catch (Throwable failure) {
            outcome = () -> fail(failure);
        }
    }

    /**
     * Runs it on a thread that may block.
     *
     * @param onEnd called once, when the job has ended or will never begin
     */
    void start(Runnable onEnd) {
        lane().handler().spawn(lane(), this::run).onComplete((done, dropped) -> {
            onEnd.run();
            if (dropped != null) {
                fail(dropped);
            }
        });
    }

    private boolean run() {
        task.run();
        Throwable stopped = reason.get();
        if (stopped != null) {
            fail(stopped);
        } else {
            outcome.run();
        }
        return true;
    }

    /** Stops it because the hold has ended. */
    void stop(Throwable why) {
        reason.compareAndSet(null, why);
        task.cancel(true);
    }

    @Override
    protected void onCancelled() {
        task.cancel(true);
    }
}
