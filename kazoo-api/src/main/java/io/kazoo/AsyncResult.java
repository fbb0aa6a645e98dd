package io.kazoo;

import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.KazooException;
import io.kazoo.exceptions.KazooInterruptedException;
import io.kazoo.exceptions.KazooTimeoutException;
import io.kazoo.handler.Lane;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A result that comes later (kazoo's {@code IAsyncResult}). It is a {@link CompletionStage}; only the engine, or the
 * recipe, that made it settles it, and only once.
 *
 * <p>Functions and callbacks, those of {@link CompletionStage} included, run on {@link #lane()} unless an executor is
 * given, in the order in which they were added, never in the thread that settles the result and never inside the call
 * that adds them. A thread that waits in {@code get} is released before and independently of callbacks.
 *
 * @param <T> the type of the value
 */
public interface AsyncResult<T extends @Nullable Object> extends CompletionStage<T> {
    /** Tells whether there is a value or a failure. */
    boolean isDone();

    /** Tells whether there is a value. */
    default boolean isSuccessful() {
        return isDone() && failure() == null;
    }

    /** Returns the failure, or null if there is none (yet). */
    @Nullable
    Throwable failure();

    /**
     * Waits for the value.
     *
     * @throws KazooException the failure, as a copy with the caller's stack trace and the original as its cause
     * @throws java.util.concurrent.CompletionException around a failure that is not a {@link KazooException}
     * @throws KazooInterruptedException if the thread is interrupted; the operation is then {@linkplain #cancel()
     *     cancelled} and the interrupt flag set
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block, and in a task of {@link
     *     #lane()} if this is a stage whose function is yet to run there, which would never end; not if {@link #isDone()}
     */
    T get();

    /**
     * Waits for the value for a time at the most.
     *
     * @param timeout how long; null for no bound
     * @throws KazooTimeoutException if it is not there by then; the operation goes on
     * @see #get()
     */
    T get(@Nullable Duration timeout);

    /**
     * Returns the value without waiting.
     *
     * @throws KazooTimeoutException if it is not there yet
     * @see #get()
     */
    T getNow();

    /**
     * Waits until there is a value or a failure, and throws neither.
     *
     * @param timeout how long at the most; null for no bound
     * @return whether the result is settled
     * @throws KazooInterruptedException as {@link #get()}
     */
    boolean await(@Nullable Duration timeout);

    /**
     * Gives the operation up: the result fails with {@link CancelledException}. A request that was sent already may
     * still be applied by the server; its reply is discarded.
     *
     * <p>On a stage made by {@code thenApply} and its like it also takes the function back: if that has not begun, it never
     * runs (kazoo's {@code unlink}).
     *
     * @return whether this call settled the result
     */
    boolean cancel();

    /** Returns the lane on which functions and callbacks run. */
    Lane lane();

    /**
     * Calls back with the value and null, or with null and the failure, on {@link #lane()}. The cheapest way to listen:
     * no further stage is made (kazoo's {@code rawlink}).
     */
    default void onComplete(BiConsumer<? super @Nullable T, ? super @Nullable Throwable> callback) {
        onComplete(lane(), callback);
    }

    /**
     * As {@link #onComplete(BiConsumer)}, on an executor of the caller's. It is given the callback by a task of {@link
     * #lane()}, because it may run it right there; if it rejects it, that task calls back.
     */
    void onComplete(Executor executor, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> callback);

    /**
     * Returns a copy of this result. It is completed on a lane of its own, and so are its functions called: whoever waits
     * for it, or for a future that depends on it, may do so in a task of {@link #lane()}. Its own {@code get} and {@code
     * join} are refused on a thread that must not block.
     *
     * <p>Cancelling or completing the copy, or an interrupt, leaves this result alone: what it stands for goes on. An
     * acquire that may take so long only is {@code acquire(timeout)}, not a copy with {@code orTimeout}.
     */
    @Override
    CompletableFuture<T> toCompletableFuture();

    @Override
    <U> AsyncResult<U> thenApply(Function<? super T, ? extends U> fn);

    @Override
    AsyncResult<Void> thenAccept(Consumer<? super T> action);

    @Override
    AsyncResult<Void> thenRun(Runnable action);

    @Override
    <U> AsyncResult<U> thenCompose(Function<? super T, ? extends CompletionStage<U>> fn);

    @Override
    @SuppressWarnings("NullAway") // the JDK does not say that the failure may be null
    <U> AsyncResult<U> handle(BiFunction<? super T, @Nullable Throwable, ? extends U> fn);

    @Override
    AsyncResult<T> whenComplete(BiConsumer<? super T, ? super @Nullable Throwable> action);

    @Override
    AsyncResult<T> exceptionally(Function<Throwable, ? extends T> fn);
}
