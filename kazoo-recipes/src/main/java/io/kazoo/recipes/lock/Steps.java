package io.kazoo.recipes.lock;

import io.kazoo.AsyncResult;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.handler.Lane;
import java.util.function.Consumer;

/** A chain of requests of which only the newest counts: replies to anything older are stale. Confined to a lane. */
final class Steps {
    private final Retry retry;
    private final Consumer<Throwable> onFatal;
    private int current;

    /**
     * Makes an empty chain.
     *
     * @param onFatal called with a failure that trying again does not cure
     */
    Steps(Lane lane, Consumer<Throwable> onFatal) {
        this.retry = new Retry(lane);
        this.onFatal = onFatal;
    }

    /** Drops whatever is going on. */
    void drop() {
        current++;
    }

    /** Notes that the servers answer. */
    void succeeded() {
        retry.reset();
    }

    /**
     * Continues with a reply, unless something newer has begun.
     *
     * @param missing what to do if the node does not exist
     * @param again what to do after a lost connection or session
     */
    <R> void then(AsyncResult<R> result, Consumer<? super R> next, Runnable missing, Runnable again) {
        int begun = ++current;
        result.onComplete((value, wrapped) -> {
            Throwable failure = wrapped == null ? null : Failures.unwrap(wrapped);
            if (begun != current) {
                return;
            } else if (value != null) {
                succeeded();
                next.accept(value);
            } else if (failure instanceof NoNodeException) {
                missing.run();
            } else if (failure != null) {
                failed(failure, again);
            }
        });
    }

    /** Tries again after a failure that allows it, unless something newer has begun by then. */
    void failed(Throwable failure, Runnable again) {
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
