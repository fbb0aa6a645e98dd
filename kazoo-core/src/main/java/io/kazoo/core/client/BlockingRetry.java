package io.kazoo.core.client;

import io.kazoo.RetryPolicy;
import io.kazoo.RetryState;
import io.kazoo.exceptions.KazooException;
import io.kazoo.handler.Handler;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A retried operation of the blocking face: all tries run in the caller's thread, which an interrupt ends. */
final class BlockingRetry {
    private BlockingRetry() {}

    static <T extends @Nullable Object> T run(Handler handler, RetryPolicy policy, Callable<T> operation) {
        RetryScope scope = RetryScope.begin(handler, policy);
        RetryState tries = scope.policy().begin();
        while (true) {
            try {
                return scope.call(operation);
            } catch (KazooException failure) {
                if (!policy.isRetryable(failure)) {
                    throw failure;
                }
                handler.sleep(
                        tries.failed(failure, scope.elapsed(), handler.random().nextDouble()));
            } catch (RuntimeException failure) {
                throw failure;
            } catch (Exception failure) {
                throw new CompletionException(failure);
            }
        }
    }
}
