package io.kazoo.handler;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A result as a {@link CompletableFuture}. Completing one runs its functions in the completing thread, so this happens
 * on a lane. On one of its own, because it is not only this copy that may be waited for, but any future that depends on
 * it, and by a task of the result's lane.
 */
final class FutureCopy<T extends @Nullable Object> extends CompletableFuture<T> {
    private final Deferred<T> source;

    /** Settled as soon as the source is, or this copy, which anybody may complete. */
    private final Deferred<T> either;

    FutureCopy(Deferred<T> source) {
        this.source = source;
        this.either = new Deferred<>(source.lane());
        Stages.follow(source, either);
        Stages.follow(this, either);
        source.onComplete(source.lane().handler().newLane("future"), this::complete);
    }

    @SuppressWarnings("NullAway") // the value is only null where there is a failure, or where T admits null
    private void complete(@Nullable T value, @Nullable Throwable failure) {
        if (failure == null) {
            complete(value);
        } else {
            completeExceptionally(failure);
        }
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        await(null);
        return isDone() ? super.get() : settled().get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        if (!await(Duration.ofNanos(unit.toNanos(timeout)))) {
            throw new TimeoutException("no result within " + timeout + " " + unit);
        }
        return isDone() ? super.get() : settled().get();
    }

    /** Goes on waiting when interrupted, as the JDK's does. */
    @Override
    public T join() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    await(null);
                    return isDone() ? super.join() : settled().join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean await(@Nullable Duration timeout) throws InterruptedException {
        if (!isDone() && !source.isDone()) {
            source.requireProgress();
        }
        return isDone() || source.lane().handler().await(either, timeout);
    }

    /** What this copy is going to be completed with. */
    private CompletableFuture<T> settled() {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        source.deliver((value, failure) -> {
            if (failure == null) {
                outcome.complete(value);
            } else {
                outcome.completeExceptionally(failure);
            }
        });
        return outcome;
    }
}
