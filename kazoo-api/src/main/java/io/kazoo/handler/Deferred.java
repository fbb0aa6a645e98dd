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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
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
    private static final VarHandle STATE;
    private static final Object NULL = new Object();

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Deferred.class, "state", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Lane lane;

    /** Null or a {@link Listener} (the newest of a stack) while unsettled; then the value, NULL or a Failure. */
    private volatile @Nullable Object state;

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
        return isSettled(state);
    }

    @Override
    public final @Nullable Throwable failure() {
        return state instanceof Failure failure ? failure.cause : null;
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

    @Override
    public final void onComplete(
            Executor executor, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> callback) {
        add(new Callback<>(this, executor, callback));
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
        return outcome();
    }

    @Override
    public final T getNow() {
        if (!isDone()) {
            throw new KazooTimeoutException("the result is not there yet");
        }
        return outcome();
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
        Object settled = state;
        if (settled instanceof Failure failure) {
            callback.accept(null, failure.cause);
        } else {
            callback.accept(value(settled), null);
        }
    }

    private T outcome() {
        Object settled = state;
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

    private static boolean isSettled(@Nullable Object state) {
        return state != null && !(state instanceof Listener);
    }

    private boolean settle(Object outcome) {
        Object current = state;
        while (!isSettled(current)) {
            if (STATE.compareAndSet(this, current, outcome)) {
                releaseAll();
                fire(inOrder((Listener) current, null));
                return true;
            }
            current = state;
        }
        return false;
    }

    /** Settles this one as the source is settled and returns whom to tell: its listeners, then the rest. */
    final @Nullable Listener take(Deferred<T> source, @Nullable Listener rest) {
        Object outcome = source.state;
        if (outcome instanceof Failure failure && !(failure.cause instanceof CompletionException)) {
            outcome = new Failure(new CompletionException(failure.cause));
        }
        Object current = state;
        while (!isSettled(current)) {
            if (STATE.compareAndSet(this, current, outcome)) {
                releaseAll();
                return inOrder((Listener) current, rest);
            }
            current = state;
        }
        return rest;
    }

    /** Makes another result settle as this one does. */
    final void relayTo(Deferred<T> target) {
        add(new Relay<>(this, target));
    }

    private void add(Listener listener) {
        if (!push(listener)) {
            fire(listener);
        }
    }

    /** Puts the oldest in front, the rest behind: the stack has the newest on top. */
    private static @Nullable Listener inOrder(@Nullable Listener top, @Nullable Listener rest) {
        Listener first = rest;
        while (top != null) {
            Listener next = top.next;
            top.next = first;
            first = top;
            top = next;
        }
        return first;
    }

    private static void fire(@Nullable Listener first) {
        Listener listener = first;
        while (listener != null) {
            Listener next = listener.next;
            listener.next = null;
            listener = listener.fire(next);
        }
    }

    private boolean push(Listener listener) {
        Object current = state;
        while (!isSettled(current)) {
            listener.next = (Listener) current;
            if (STATE.compareAndSet(this, current, listener)) {
                return true;
            }
            current = state;
        }
        listener.next = null;
        return false;
    }
}
