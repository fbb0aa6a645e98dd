package io.kazoo.handler;

import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A callback, handed to its executor; it is its own task so that it costs one object. */
final class Callback<T extends @Nullable Object> extends Listener implements Runnable {
    private final Deferred<T> result;
    private final Executor executor;
    private final BiConsumer<? super @Nullable T, ? super @Nullable Throwable> action;

    Callback(
            Deferred<T> result,
            Executor executor,
            BiConsumer<? super @Nullable T, ? super @Nullable Throwable> action) {
        this.result = result;
        this.executor = executor;
        this.action = action;
    }

    @Override
    void fire() {
        executor.execute(this);
    }

    @Override
    public void run() {
        result.deliver(action);
    }
}
