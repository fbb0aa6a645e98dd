package io.kazoo.handler;

import io.kazoo.AsyncResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The methods of {@link CompletionStage} with one source, all in terms of {@link AsyncResult#onComplete}. Two differences from {@link
 * CompletableFuture}, both meant: functions never run in the thread that settles but on the lane, and they run in the
 * order in which they were added.
 */
abstract class Stages<T extends @Nullable Object> implements AsyncResult<T> {

    /** What a derived stage does with the outcome of its source: settle the next one. */
    private interface Step<T extends @Nullable Object, U extends @Nullable Object> {
        void run(T value, @Nullable Throwable failure, Deferred<U> next);
    }

    @SuppressWarnings("NullAway") // the value is only null where there is a failure, or where T admits null
    private <U extends @Nullable Object> Deferred<U> derive(Executor executor, Step<T, U> step) {
        Stage<U> next = new Stage<>(lane(), executor.equals(lane()));
        onComplete(executor, (value, failure) -> {
            if (next.isDone()) {
                return; // cancelled: nobody wants the function to run any more
            }
            next.begin();
            try {
                step.run(value, failure, next);
            } catch (Throwable thrown) {
                next.fail(wrapped(thrown));
            }
        });
        return next;
    }

    private <U extends @Nullable Object> Deferred<U> onSuccess(Executor executor, Function<? super T, ? extends U> fn) {
        return derive(executor, (value, failure, next) -> {
            if (failure == null) {
                next.succeed(fn.apply(value));
            } else {
                next.fail(wrapped(failure));
            }
        });
    }

    private static CompletionException wrapped(Throwable failure) {
        return failure instanceof CompletionException already ? already : new CompletionException(failure);
    }

    static <U extends @Nullable Object> void follow(CompletionStage<U> source, Deferred<U> next) {
        if (source instanceof Deferred<U> ours) {
            ours.relayTo(next);
        } else {
            source.whenComplete((value, failure) -> settle(next, value, failure));
        }
    }

    @SuppressWarnings("NullAway") // the value is only null where there is a failure, or where U admits null
    static <U extends @Nullable Object> void settle(Deferred<U> next, @Nullable U value, @Nullable Throwable failure) {
        if (failure == null) {
            next.succeed(value);
        } else {
            next.fail(wrapped(failure));
        }
    }

    @Override
    public <U> Deferred<U> thenApply(Function<? super T, ? extends U> fn) {
        return onSuccess(lane(), fn);
    }

    @Override
    public <U> Deferred<U> thenApplyAsync(Function<? super T, ? extends U> fn) {
        return onSuccess(lane(), fn);
    }

    @Override
    public <U> Deferred<U> thenApplyAsync(Function<? super T, ? extends U> fn, Executor executor) {
        return onSuccess(executor, fn);
    }

    @Override
    public Deferred<Void> thenAccept(Consumer<? super T> action) {
        return thenAcceptAsync(action, lane());
    }

    @Override
    public Deferred<Void> thenAcceptAsync(Consumer<? super T> action) {
        return thenAcceptAsync(action, lane());
    }

    @Override
    @SuppressWarnings("NullAway") // Void
    public Deferred<Void> thenAcceptAsync(Consumer<? super T> action, Executor executor) {
        return onSuccess(executor, value -> {
            action.accept(value);
            return null;
        });
    }

    @Override
    public Deferred<Void> thenRun(Runnable action) {
        return thenAccept(value -> action.run());
    }

    @Override
    public Deferred<Void> thenRunAsync(Runnable action) {
        return thenAccept(value -> action.run());
    }

    @Override
    public Deferred<Void> thenRunAsync(Runnable action, Executor executor) {
        return thenAcceptAsync(value -> action.run(), executor);
    }

    @Override
    public <U> Deferred<U> thenCompose(Function<? super T, ? extends CompletionStage<U>> fn) {
        return thenComposeAsync(fn, lane());
    }

    @Override
    public <U> Deferred<U> thenComposeAsync(Function<? super T, ? extends CompletionStage<U>> fn) {
        return thenComposeAsync(fn, lane());
    }

    @Override
    public <U> Deferred<U> thenComposeAsync(Function<? super T, ? extends CompletionStage<U>> fn, Executor executor) {
        return derive(executor, (value, failure, next) -> {
            if (failure == null) {
                follow(fn.apply(value), next);
            } else {
                next.fail(wrapped(failure));
            }
        });
    }

    @Override
    @SuppressWarnings("NullAway") // see AsyncResult.handle
    public <U> Deferred<U> handle(BiFunction<? super T, @Nullable Throwable, ? extends U> fn) {
        return handleAsync(fn, lane());
    }

    @Override
    @SuppressWarnings("NullAway") // see AsyncResult.handle
    public <U> Deferred<U> handleAsync(BiFunction<? super T, @Nullable Throwable, ? extends U> fn) {
        return handleAsync(fn, lane());
    }

    @Override
    @SuppressWarnings("NullAway") // see AsyncResult.handle
    public <U> Deferred<U> handleAsync(BiFunction<? super T, @Nullable Throwable, ? extends U> fn, Executor executor) {
        return derive(executor, (value, failure, next) -> next.succeed(fn.apply(value, failure)));
    }

    @Override
    public Deferred<T> whenComplete(BiConsumer<? super T, ? super @Nullable Throwable> action) {
        return whenCompleteAsync(action, lane());
    }

    @Override
    public Deferred<T> whenCompleteAsync(BiConsumer<? super T, ? super @Nullable Throwable> action) {
        return whenCompleteAsync(action, lane());
    }

    @Override
    public Deferred<T> whenCompleteAsync(BiConsumer<? super T, ? super @Nullable Throwable> action, Executor executor) {
        return derive(executor, (value, failure, next) -> {
            try {
                action.accept(value, failure);
            } catch (Throwable thrown) {
                next.fail(wrapped(failure == null ? thrown : failure));
                return;
            }
            settle(next, value, failure);
        });
    }

    @Override
    public Deferred<T> exceptionally(Function<Throwable, ? extends T> fn) {
        return derive(lane(), (value, failure, next) -> next.succeed(failure == null ? value : fn.apply(failure)));
    }
}
