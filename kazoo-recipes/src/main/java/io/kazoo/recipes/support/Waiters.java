package io.kazoo.recipes.support;

import io.kazoo.AsyncResult;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Timeout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who waits for something that comes and goes. Confined to the recipe's lane. */
public final class Waiters<V> {
    private final RecipeContext context;
    private final List<Waiter<?>> waiting = new ArrayList<>();
    private @Nullable V present;
    private @Nullable Throwable end;

    /** It is not there yet. */
    public Waiters(RecipeContext context) {
        this.context = context;
    }

    /** Makes a result that succeeds when it is there, at once if it is. Called on any thread. */
    public AsyncResult<V> await() {
        return new Waiter<V>(value -> value).start();
    }

    /**
     * As {@link #await()}, for a time. Called on any thread.
     *
     * @param arrived makes the value of the result
     * @param late settles the result, on the lane, when the time is up or the handler is closed
     */
    public <T> AsyncResult<T> await(
            Duration timeout, Function<? super V, ? extends T> arrived, Consumer<? super Deferred<T>> late) {
        Waiter<T> waiter = new Waiter<>(arrived);
        Runnable end = () -> late.accept(waiter);
        waiter.timer = context.schedule(timeout, end, end);
        return waiter.start();
    }

    /** It is there. */
    public void arrive(V value) {
        present = value;
        List.copyOf(waiting).forEach(waiter -> waiter.arrived(value));
    }

    /** It is there no more. */
    public void depart() {
        present = null;
    }

    /** Fails all who wait now. */
    public void fail(Throwable failure) {
        List.copyOf(waiting).forEach(waiter -> waiter.fail(failure));
    }

    /** It will never be there again: fails all who wait, now or later. */
    public void end(Throwable failure) {
        present = null;
        end = failure;
        fail(failure);
    }

    private final class Waiter<T> extends Deferred<T> {
        private final Function<? super V, ? extends T> value;
        private Timeout timer = () -> false;

        Waiter(Function<? super V, ? extends T> value) {
            super(context.newCallbackLane());
            this.value = value;
        }

        Waiter<T> start() {
            context.lane().execute(this::enter);
            return this;
        }

        private void enter() {
            waiting.add(this);
            onComplete(context.lane(), (arrived, failure) -> {
                timer.cancel();
                waiting.remove(this);
            });
            if (end != null) {
                fail(end);
            } else if (present != null) {
                arrived(present);
            }
        }

        void arrived(V arrived) {
            succeed(value.apply(arrived));
        }
    }
}
