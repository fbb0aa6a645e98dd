package io.kazoo.handler;

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
        this.executor = executor;
        this.action = action;
    }

    @Override
    @Nullable
    Relay<?> fire(@Nullable Relay<?> rest) {
        try {
            executor.execute(this);
        } catch (Throwable e) {
            // Of plumbing that must not throw: the others are told all the same.
            result.lane().execute(() -> blame(e));
        }
        return rest;
    }

    @Override
    public void run() {
        started = true;
        result.deliver(action);
    }

    /** Calls back unless the executor did so before it said that it would not. */
    void runOnce() {
        if (!started) {
            run();
        }
    }

    private static void blame(Throwable cause) {
        throw new IllegalStateException("a callback failed in the settling thread", cause);
    }
}
