package io.kazoo.core.client;

import io.kazoo.AsyncResult;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Lane;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The result of several requests. Cancelling it cancels those that wait, so that nothing more is sent. */
final class Composed<T extends @Nullable Object> extends Deferred<T> {
    private final Queue<AsyncResult<?>> steps = new ConcurrentLinkedQueue<>();

    Composed(Lane lane) {
        super(lane);
    }

    /** Makes a request, or another composition, a step of this one. */
    <S extends AsyncResult<?>> S step(S step) {
        steps.add(step);
        if (isDone()) {
            onCancelled();
        }
        return step;
    }

    @Override
    protected void onCancelled() {
        steps.forEach(AsyncResult::cancel);
    }
}
