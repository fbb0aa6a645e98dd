package io.kazoo.core.client;

import static io.kazoo.handler.Deferred.onSettled;

import io.kazoo.AsyncResult;
import io.kazoo.RetryPolicy;
import io.kazoo.RetryState;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.RetryFailedException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Handler;
import io.kazoo.handler.Lane;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One retried operation: its tries after the first run on a lane, with timers between them. */
final class Retrying<T extends @Nullable Object> {
    private final Lane tries;
    private final Handler handler;
    private final RetryPolicy policy;
    private final Supplier<? extends AsyncResult<T>> operation;
    private final RetryState state;
    private final Deferred<T> result;
    private final RetryScope scope;

    Retrying(Lane lane, Lane tries, RetryPolicy policy, Supplier<? extends AsyncResult<T>> operation) {
        this.tries = tries;
        this.handler = lane.handler();
        this.policy = policy;
        this.operation = operation;
        this.scope = RetryScope.begin(handler, policy);
        this.state = scope.policy().begin();
        this.result = new Deferred<>(lane);
    }

    AsyncResult<T> start() {
        attempt();
        return result;
    }

    private void attempt() {
        if (result.isDone()) {
            return; // cancelled between two tries
        }
        try {
            onSettled(scope.call(operation::get), this::answered);
        } catch (Throwable thrown) {
            answered(null, thrown);
        }
    }

    @SuppressWarnings("NullAway") // the value is only null where there is a failure, or where T admits null
    private void answered(@Nullable T value, @Nullable Throwable failure) {
        if (failure == null) {
            result.succeed(value);
            return;
        }
        Throwable cause = unwrapped(failure);
        if (!policy.isRetryable(cause)) {
            result.fail(cause);
            return;
        }
        try {
            Duration pause =
                    state.failed(cause, scope.elapsed(), handler.random().nextDouble());
            handler.schedule(pause, () -> tries.execute(this::attempt), () -> handlerClosed(cause));
        } catch (RetryFailedException exhausted) {
            result.fail(exhausted);
        }
    }

    private void handlerClosed(Throwable cause) {
        result.fail(new ConnectionClosedException("not tried again: the handler was closed", null, cause));
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
