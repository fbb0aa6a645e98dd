package io.kazoo.recipes.lock;

import io.kazoo.AsyncResult;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.LockTimeoutException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Timeout;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.Steps;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One acquire of something that is made of locks: succeeds with a hold or a refusal, fails, is cancelled, or its time is
 * up; in whatever way it ends, it gives up what it has. Confined to a lane.
 */
abstract class Attempt<T> extends Deferred<T> {
    final RecipeContext context;
    final Steps steps;
    private final String name;
    private final Function<? super Hold, T> granted;
    private final @Nullable Supplier<T> refused;
    private Timeout timer = () -> false;
    private boolean over;

    /**
     * Prepares one.
     *
     * @param name what is to be obtained, for messages
     * @param granted makes the value of the result from the hold
     * @param refused makes the value if it is not to be had at once; null to wait
     */
    Attempt(RecipeContext context, String name, Function<? super Hold, T> granted, @Nullable Supplier<T> refused) {
        super(context.newCallbackLane());
        this.context = context;
        this.name = name;
        this.granted = granted;
        this.refused = refused;
        this.steps = new Steps(context.lane(), this::fatal);
    }

    /** On the lane: takes the first step. */
    abstract void begin();

    /** On the lane, once: it has ended without a hold; returns when what it had is given back. */
    abstract AsyncResult<?> giveUp();

    /** Begins; called once. */
    final Attempt<T> start(@Nullable Duration timeout) {
        if (timeout != null) {
            Runnable dropped = () -> fatal(new ConnectionClosedException("the handler was closed", null, null));
            timer = context.schedule(timeout, () -> timedOut(timeout), dropped);
        }
        context.lane().execute(() -> {
            if (over) {
                timer.cancel(); // whoever was faster may not have seen it
            } else {
                begin();
            }
        });
        return this;
    }

    /** Tells whether nobody waits for it any more. */
    final boolean isOver() {
        return over;
    }

    final boolean mayWait() {
        return refused == null;
    }

    /** Succeeds with a hold; false if it was cancelled, and is about to give up. */
    final boolean grant(Hold hold) {
        steps.drop();
        timer.cancel();
        return succeed(granted.apply(hold));
    }

    /** Gives up because it is not to be had at once, and says so when all is given back. */
    final void refuse() {
        if (!over && refused != null) {
            leave().onComplete((gone, failure) -> succeed(refused.get()));
        }
    }

    private void timedOut(Duration timeout) {
        if (fail(new LockTimeoutException(name + " was not obtained within " + timeout))) {
            leaveOnce();
        }
    }

    @Override
    protected final void onCancelled() {
        context.lane().execute(this::leaveOnce);
    }

    final void fatal(Throwable failure) {
        fail(failure);
        leaveOnce();
    }

    private void leaveOnce() {
        if (!over) {
            leave();
        }
    }

    private AsyncResult<?> leave() {
        over = true;
        steps.drop();
        timer.cancel();
        return giveUp();
    }
}
