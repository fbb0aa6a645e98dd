package io.kazoo;

import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.ErrorCode;
import io.kazoo.exceptions.ForceRetryException;
import io.kazoo.exceptions.OperationTimeoutException;
import io.kazoo.exceptions.SessionExpiredException;
import io.kazoo.exceptions.ZookeeperException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When and how often to try again: kazoo's {@code KazooRetry} as data. The delay starts at {@code delay}, is multiplied
 * by {@code backoff} after each failure up to {@code maxDelay}, and spread by {@code maxJitter} so that clients do not
 * come back in step.
 *
 * @param maxTries how often to call at the most, the first call included; zero or less for no bound
 * @param delay the first delay
 * @param backoff the factor from one delay to the next, at least 1
 * @param maxJitter how far a delay may be off either way, as a part of it, 0 to 1
 * @param maxDelay the longest delay, before jitter
 * @param ignoreExpire whether an expired session is tried again (with the new session)
 * @param deadline how long all tries together may take; null for no bound
 */
public record RetryPolicy(
        int maxTries,
        Duration delay,
        double backoff,
        double maxJitter,
        Duration maxDelay,
        boolean ignoreExpire,
        @Nullable Duration deadline) {

    /** Errors that another try, on another connection or a little later, does not meet. */
    private static final Set<ErrorCode> PASSING =
            EnumSet.of(ErrorCode.SESSION_MOVED, ErrorCode.THROTTLED_OP, ErrorCode.REQUEST_TIMEOUT);

    /** Checks the parts; the jitter is clamped to 0..1 as in kazoo. */
    public RetryPolicy {
        maxJitter = Math.max(0, Math.min(1, maxJitter));
        if (delay.isNegative() || maxDelay.isNegative()) {
            throw new IllegalArgumentException("negative delay");
        }
        if (!(backoff >= 1)) {
            throw new IllegalArgumentException("backoff must be at least 1: " + backoff);
        }
    }

    /** Returns kazoo's defaults for a single retry object: one try, 0.1 s, doubled up to 60 s, 40 % jitter. */
    public static RetryPolicy once() {
        return new RetryPolicy(1, Duration.ofMillis(100), 2, 0.4, Duration.ofSeconds(60), true, null);
    }

    /** Returns kazoo's defaults for a client: for ever, 0.1 s, doubled up to an hour, 40 % jitter. */
    public static RetryPolicy forever() {
        return new RetryPolicy(0, Duration.ofMillis(100), 2, 0.4, Duration.ofHours(1), true, null);
    }

    /** Returns the same with another number of tries. */
    public RetryPolicy withMaxTries(int tries) {
        return new RetryPolicy(tries, delay, backoff, maxJitter, maxDelay, ignoreExpire, deadline);
    }

    /** Returns the same with another first delay. */
    public RetryPolicy withDelay(Duration first) {
        return new RetryPolicy(maxTries, first, backoff, maxJitter, maxDelay, ignoreExpire, deadline);
    }

    /** Returns the same with another factor. */
    public RetryPolicy withBackoff(double factor) {
        return new RetryPolicy(maxTries, delay, factor, maxJitter, maxDelay, ignoreExpire, deadline);
    }

    /** Returns the same with another jitter. */
    public RetryPolicy withMaxJitter(double jitter) {
        return new RetryPolicy(maxTries, delay, backoff, jitter, maxDelay, ignoreExpire, deadline);
    }

    /** Returns the same with another longest delay. */
    public RetryPolicy withMaxDelay(Duration longest) {
        return new RetryPolicy(maxTries, delay, backoff, maxJitter, longest, ignoreExpire, deadline);
    }

    /** Returns the same with expired sessions retried or not. */
    public RetryPolicy withIgnoreExpire(boolean ignore) {
        return new RetryPolicy(maxTries, delay, backoff, maxJitter, maxDelay, ignore, deadline);
    }

    /** Returns the same with another deadline; null for none. */
    public RetryPolicy withDeadline(@Nullable Duration total) {
        return new RetryPolicy(maxTries, delay, backoff, maxJitter, maxDelay, ignoreExpire, total);
    }

    /**
     * Tells whether a failure is one to try again after: a lost connection, an expired session if that is wanted, and what
     * servers say when they are busy or serve the session no longer. Whether the failed call was applied is not asked.
     */
    public boolean isRetryable(Throwable failure) {
        if (failure instanceof ConnectionClosedException) {
            return false;
        }
        return failure instanceof ConnectionLossException
                || failure instanceof OperationTimeoutException
                || failure instanceof ForceRetryException
                || (failure instanceof ZookeeperException error && PASSING.contains(error.code()))
                || (ignoreExpire && failure instanceof SessionExpiredException);
    }

    /** Starts counting tries. */
    public RetryState begin() {
        return new RetryState(this);
    }
}
