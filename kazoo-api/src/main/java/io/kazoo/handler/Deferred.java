package io.kazoo.handler;

import io.kazoo.AsyncResult;
import io.kazoo.exceptions.BlockingForbiddenException;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.KazooException;
import io.kazoo.exceptions.KazooInterruptedException;
import io.kazoo.exceptions.KazooTimeoutException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The result that an engine, a handler or a recipe settles: an {@link AsyncResult} with its writing half. Settled once;
 * the first one wins. A waiting thread is released by the settling thread itself, callbacks go to their lane: releasing
 * waiters through the lane would deadlock a callback that waits (kazoo has the same split).
 *
 * <p>One object per request: engines extend it rather than wrap it.
 */
public class Deferred<T extends @Nullable Object> extends Parking<T> {
    private static final VarHandle OUTCOME;
    private static final VarHandle LISTENERS;
    private static final Object NULL = new Object();

    /** Stands for a stack of listeners that takes no more. */
    private static final Listener NO_MORE = new Listener.Mark();

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            OUTCOME = lookup.findVarHandle(Deferred.class, "outcome", Object.class);
            LISTENERS = lookup.findVarHandle(Deferred.class, "listeners", Listener.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Lane lane;

    /** Null while unsettled; then the value, NULL or a Failure. */
    private volatile @Nullable Object outcome;

    /** The newest of a stack; {@link #NO_MORE} once all were told. */
    private volatile @Nullable Listener listeners;

    /** Makes an unsettled result whose callbacks run on a lane. */
    public Deferred(Lane lane) {
        this.lane = lane;
    }

    /** Settles with a value; answers whether this call did it. */
    public final boolean succeed(T value) {
        return settle(value == null ? NULL : value);
    }

    /** Settles with a failure; answers whether this call did it. */
    public final boolean fail(Throwable failure) {
        return settle(new Failure(failure));
    }

    @Override
    public final boolean isDone() {
        return outcome != null;
    }

    @Override
    public final @Nullable Throwable failure() {
        return outcome instanceof Failure failure ? failure.cause : null;
    }

    @Override
    public final boolean cancel() {
        boolean cancelled = fail(new CancelledException("cancelled"));
        if (cancelled) {
            onCancelled();
        }
        return cancelled;
    }

    /** Tells whether the current thread would wait for what can only happen after it has stopped waiting. */
    boolean waitsForItself() {
        return false;
    }

    /** Called once, by the cancelling thread, when {@link #cancel()} settled this result; does nothing by default. */
    protected void onCancelled() {}

    @Override
    public final Lane lane() {
        return lane;
    }

    /**
     * An executor of the user's is called on the lane: it may run the callback right there, or block, and neither must
     * happen in the thread that settles, which may be inside the engine.
     */
    @Override
    public final void onComplete(
            Executor executor, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> callback) {
        Objects.requireNonNull(executor, "executor");
        Objects.requireNonNull(callback, "callback");
        if (executor instanceof Lane) {
            add(new Callback<>(this, executor, callback));
        } else {
            add(new Callback<>(this, lane, (value, failure) -> pass(executor, callback)));
        }
    }

    private void pass(Executor executor, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> callback) {
        Callback<T> task = new Callback<>(this, executor, callback);
        try {
            executor.execute(task);
        } catch (RejectedExecutionException rejected) {
            task.runOnce(); // on the lane instead
        }
    }

    /**
     * Calls back in the thread that settles a result, or in this one if that is done. For the plumbing of engines,
     * handlers and recipes only: the callback must neither block nor throw nor run users' code.
     */
    public static <T extends @Nullable Object> void onSettled(
            AsyncResult<T> result, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> callback) {
        if (result instanceof Deferred<T> ours) {
            ours.add(new Callback<>(ours, Runnable::run, callback));
        } else {
            result.onComplete(callback);
        }
    }

    @Override
    public final T get() {
        return get(null);
    }

    @Override
    public final T get(@Nullable Duration timeout) {
        if (!await(timeout)) {
            throw new KazooTimeoutException("no result within " + timeout);
        }
        return value();
    }

    @Override
    public final T getNow() {
        if (!isDone()) {
            throw new KazooTimeoutException("the result is not there yet");
        }
        return value();
    }

    @Override
    public final boolean await(@Nullable Duration timeout) {
        if (isDone()) {
            return true;
        }
        requireProgress();
        try {
            return lane.handler().await(this, timeout);
        } catch (InterruptedException e) {
            cancel();
            Thread.currentThread().interrupt();
            throw new KazooInterruptedException("interrupted while waiting; the operation was cancelled", e);
        }
    }

    /** Refuses a wait that would never end. */
    final void requireProgress() {
        if (waitsForItself()) {
            throw new BlockingForbiddenException("waiting, in a task of " + lane + ", for a function that is to run on"
                    + " that lane afterwards would never end; use thenCompose or onComplete instead");
        }
    }

    @Override
    public final CompletableFuture<T> toCompletableFuture() {
        return new FutureCopy<>(this);
    }

    /** Hands the outcome to a callback, which gets either a value or a failure. */
    final void deliver(BiConsumer<? super @Nullable T, ? super @Nullable Throwable> callback) {
        Object settled = outcome;
        if (settled instanceof Failure failure) {
            callback.accept(null, failure.cause);
        } else {
            callback.accept(value(settled), null);
        }
    }

    private T value() {
        Object settled = outcome;
        if (settled instanceof Failure failure) {
            Throwable cause = failure.cause instanceof CompletionException wrapped && wrapped.getCause() != null
                    ? wrapped.getCause()
                    : failure.cause;
            throw cause instanceof KazooException known ? known.inCaller() : new CompletionException(cause);
        }
        return value(settled);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the state is a T or stands for null, which T then admits
    private T value(@Nullable Object settled) {
        return settled == NULL ? null : (T) settled;
    }

    private boolean settle(Object settled) {
        if (!OUTCOME.compareAndSet(this, null, settled)) {
            return false;
        }
        Relay.run(tell(null));
        return true;
    }

    /** Settles this one as the source is settled; returns which relays are to run now, in front of the rest. */
    final @Nullable Relay<?> settleLike(Deferred<T> source, @Nullable Relay<?> rest) {
        Object settled = source.outcome;
        if (settled instanceof Failure failure && !(failure.cause instanceof CompletionException)) {
            settled = new Failure(new CompletionException(failure.cause));
        }
        return OUTCOME.compareAndSet(this, null, settled) ? tell(rest) : rest;
    }

    /**
     * Releases who waits and tells all listeners, in the order in which they came. One that comes meanwhile is told here
     * too, in its turn: only when nobody is left may the next one be told by the thread that brings it.
     */
    private @Nullable Relay<?> tell(@Nullable Relay<?> rest) {
        releaseAll();
        Relay<?> relays = rest;
        Listener top = listeners;
        while (top != null || !LISTENERS.compareAndSet(this, null, NO_MORE)) {
            if (top != null && LISTENERS.compareAndSet(this, top, null)) {
                relays = Listener.fireAll(top, relays);
            }
            top = listeners;
        }
        return relays;
    }

    /** Makes another result settle as this one does. */
    final void relayTo(Deferred<T> target) {
        add(new Relay<>(this, target));
    }

    private void add(Listener listener) {
        Listener top;
        do {
            top = listeners;
            if (NO_MORE.equals(top)) {
                Relay.run(listener.fire(null));
                return;
            }
            listener.next = top;
        } while (!LISTENERS.compareAndSet(this, top, listener));
    }
}
