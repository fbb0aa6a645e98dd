package io.kazoo.handler;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A callback, handed to its executor; it is its own task so that it costs one object. */
final class Callback<T extends @Nullable Object> extends Listener implements Runnable {
    private final Deferred<T> result;
    private final Executor executor;
    private final BiConsumer<? super @Nullable T, ? super @Nullable Throwable> action;
    private boolean started;

    Callback(
            Deferred<T> result,
            Executor executor,
            BiConsumer<? super @Nullable T, ? super @Nullable Throwable> action) {
        this.result = result;
        this.executor = Objects.requireNonNull(executor, "executor");
        this.action = Objects.requireNonNull(action, "callback");
    }

    @Override
    @Nullable
    Listener fire(@Nullable Listener rest) {
        try {
            executor.execute(this);
        } catch (Throwable e) {
            // An executor of the user's that rejects, or that runs the callback right here where it throws. Neither may
            // hit the settling thread; a callback that was not called yet is called on the lane.
            result.lane().execute(started ? () -> blame(e) : this);
        }
        return rest;
    }

    @Override
    public void run() {
        started = true;
        result.deliver(action);
    }

    private static void blame(Throwable cause) {
        throw new IllegalStateException("a callback failed in its executor", cause);
    }
}
