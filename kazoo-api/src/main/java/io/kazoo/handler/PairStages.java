package io.kazoo.handler;

import static io.kazoo.handler.Deferred.onSettled;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The methods of {@link CompletionStage} with two sources, in terms of those with one. */
abstract class PairStages<T extends @Nullable Object> extends Stages<T> {
    @Override
    public <U, V> Deferred<V> thenCombine(
            CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> fn) {
        return thenCombineAsync(other, fn, lane());
    }

    @Override
    public <U, V> Deferred<V> thenCombineAsync(
            CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> fn) {
        return thenCombineAsync(other, fn, lane());
    }

    @Override
    public <U, V> Deferred<V> thenCombineAsync(
            CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> fn, Executor executor) {
        return thenComposeAsync(mine -> other.<V>thenApplyAsync(theirs -> fn.apply(mine, theirs), executor), executor);
    }

    @Override
    public <U> Deferred<Void> thenAcceptBoth(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action) {
        return thenAcceptBothAsync(other, action, lane());
    }

    @Override
    public <U> Deferred<Void> thenAcceptBothAsync(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action) {
        return thenAcceptBothAsync(other, action, lane());
    }

    @Override
    public <U> Deferred<Void> thenAcceptBothAsync(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action, Executor executor) {
        return thenComposeAsync(
                mine -> other.thenAcceptAsync(theirs -> action.accept(mine, theirs), executor), executor);
    }

    @Override
    public Deferred<Void> runAfterBoth(CompletionStage<?> other, Runnable action) {
        return runAfterBothAsync(other, action, lane());
    }

    @Override
    public Deferred<Void> runAfterBothAsync(CompletionStage<?> other, Runnable action) {
        return runAfterBothAsync(other, action, lane());
    }

    @Override
    public Deferred<Void> runAfterBothAsync(CompletionStage<?> other, Runnable action, Executor executor) {
        return thenComposeAsync(mine -> other.thenRunAsync(action, executor), executor);
    }

    private Deferred<T> firstOf(CompletionStage<? extends T> other) {
        Deferred<T> first = new Deferred<>(lane());
        follow(this, first);
        other.whenComplete((value, failure) -> settle(first, value, failure));
        return first;
    }

    @Override
    public <U> Deferred<U> applyToEither(CompletionStage<? extends T> other, Function<? super T, U> fn) {
        return firstOf(other).thenApply(fn);
    }

    @Override
    public <U> Deferred<U> applyToEitherAsync(CompletionStage<? extends T> other, Function<? super T, U> fn) {
        return firstOf(other).thenApply(fn);
    }

    @Override
    public <U> Deferred<U> applyToEitherAsync(
            CompletionStage<? extends T> other, Function<? super T, U> fn, Executor executor) {
        return firstOf(other).thenApplyAsync(fn, executor);
    }

    @Override
    public Deferred<Void> acceptEither(CompletionStage<? extends T> other, Consumer<? super T> action) {
        return firstOf(other).thenAccept(action);
    }

    @Override
    public Deferred<Void> acceptEitherAsync(CompletionStage<? extends T> other, Consumer<? super T> action) {
        return firstOf(other).thenAccept(action);
    }

    @Override
    public Deferred<Void> acceptEitherAsync(
            CompletionStage<? extends T> other, Consumer<? super T> action, Executor executor) {
        return firstOf(other).thenAcceptAsync(action, executor);
    }

    @Override
    public Deferred<Void> runAfterEither(CompletionStage<?> other, Runnable action) {
        return runAfterEitherAsync(other, action, lane());
    }

    @Override
    public Deferred<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable action) {
        return runAfterEitherAsync(other, action, lane());
    }

    @Override
    public Deferred<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable action, Executor executor) {
        Deferred<@Nullable Object> first = new Deferred<>(lane());
        onSettled(this, (value, failure) -> settle(first, value, failure));
        other.whenComplete((value, failure) -> settle(first, value, failure));
        return first.thenRunAsync(action, executor);
    }
}
