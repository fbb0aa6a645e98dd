package io.kazoo.recipes.support;

import io.kazoo.AsyncResult;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.handler.Lane;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A chain of requests of which only the newest counts: replies to anything older are stale. Confined to a lane. */
public final class Steps {
    private final Retry retry;
    private final Consumer<Throwable> onFatal;
    private int current;

    /**
     * Makes an empty chain.
     *
     * @param onFatal called with a failure that trying again does not cure
     */
    public Steps(Lane lane, Consumer<Throwable> onFatal) {
        this.retry = new Retry(lane);
        this.onFatal = onFatal;
    }

    /** Drops whatever is going on. */
    public void drop() {
        current++;
    }

    /** Notes that the servers answer. */
    public void succeeded() {
        retry.reset();
    }

    /**
     * Continues with a reply, unless something newer has begun.
     *
     * @param missing what to do if the node does not exist
     * @param again what to do after a lost connection or session
     */
    public <R> void then(AsyncResult<R> result, Consumer<? super R> next, Runnable missing, Runnable again) {
        settled(result, (value, failure) -> {
            if (value != null) {
                next.accept(value);
            } else if (failure instanceof NoNodeException) {
                missing.run();
            } else if (failure != null) {
                failed(failure, again);
            }
        });
    }

    /** Continues with the value or the failure, unless something newer has begun. */
    public <R extends @Nullable Object> void settled(
            AsyncResult<R> result, BiConsumer<? super @Nullable R, ? super @Nullable Throwable> next) {
        int begun = ++current;
        result.onComplete((value, wrapped) -> {
            if (begun == current) {
                if (wrapped == null) {
                    succeeded();
                }
                next.accept(value, wrapped == null ? null : Failures.unwrap(wrapped));
            }
        });
    }

    /** Tries again after a failure that allows it, unless something newer has begun by then. */
    public void failed(Throwable failure, Runnable again) {
        int begun = ++current;
        if (Failures.isTransient(failure)) {
            retry.again(() -> {
                if (begun == current) {
                    again.run();
                }
            });
        } else {
            onFatal.accept(failure);
        }
    }
}
