package io.kazoo.recipes.cache;

import io.kazoo.AsyncResult;
import io.kazoo.handler.Lane;
import io.kazoo.recipes.support.Failures;
import io.kazoo.recipes.support.Retry;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes requests until they succeed, fail for good, or nobody wants them any more. Confined to the lane. */
final class Attempts {
    private final Retry retry;
    private boolean closed;

    Attempts(Lane lane) {
        retry = new Retry(lane);
    }

    /** What is under way ends without a word. */
    void close() {
        closed = true;
    }

    void make(Supplier<AsyncResult<?>> request, Runnable next, Consumer<Throwable> failed) {
        if (closed) {
            return;
        }
        request.get().onComplete((value, wrapped) -> {
            Throwable failure = wrapped == null ? null : Failures.unwrap(wrapped);
            if (closed) {
                return;
            } else if (failure == null) {
                retry.reset();
                next.run();
            } else if (Failures.isTransient(failure) || Failures.isOfRequestAlone(failure)) {
                retry.again(() -> make(request, next, failed));
            } else {
                failed.accept(failure);
            }
        });
    }
}
