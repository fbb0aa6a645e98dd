package io.kazoo.core.client;

import io.kazoo.RetryPolicy;
import io.kazoo.handler.Handler;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * One retried operation. What it retries itself, on the same handler and in the same thread, has no more time than is
 * left of its own: a deadline holds for everything that happens inside.
 */
final class RetryScope {
    private static final ThreadLocal<@Nullable RetryScope> CURRENT = new ThreadLocal<>();

    private final Handler handler;
    private final RetryPolicy policy;
    private final long begin;

    private RetryScope(Handler handler, RetryPolicy policy, long begin) {
        this.handler = handler;
        this.policy = policy;
        this.begin = begin;
    }

    static RetryScope begin(Handler handler, RetryPolicy policy) {
        RetryScope outer = CURRENT.get();
        Duration left = outer == null || !outer.handler.equals(handler) ? null : outer.left();
        Duration own = policy.deadline();
        boolean outerEndsFirst = left != null && (own == null || left.compareTo(own) < 0);
        return new RetryScope(handler, outerEndsFirst ? policy.withDeadline(left) : policy, handler.nanoTime());
    }

    /** Returns the policy, with the deadline that counts. */
    RetryPolicy policy() {
        return policy;
    }

    Duration elapsed() {
        return Duration.ofNanos(handler.nanoTime() - begin);
    }

    private @Nullable Duration left() {
        Duration deadline = policy.deadline();
        return deadline == null ? null : deadline.minus(elapsed());
    }

    /** Makes a try. */
    <T extends @Nullable Object> T call(Callable<T> operation) throws Exception {
        RetryScope outer = CURRENT.get();
        CURRENT.set(this);
        try {
            return operation.call();
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }
}
