package io.kazoo;

import io.kazoo.exceptions.RetryFailedException;
import java.time.Duration;

/**
 * The tries of one retried operation: pure arithmetic, without a clock and without randomness of its own. Not safe for
 * use by several threads at once.
 */
public final class RetryState {
    private final RetryPolicy policy;
    private int attempts;
    private double nextNanos;

    RetryState(RetryPolicy policy) {
        this.policy = policy;
        reset();
    }

    /** Returns how many tries have failed since the start or the last {@link #reset()}. */
    public int attempts() {
        return attempts;
    }

    /** Forgets the failed tries and starts with the first delay again. */
    public void reset() {
        attempts = 0;
        nextNanos = (double) policy.delay().toNanos();
    }

    /**
     * Notes a failed try and returns how long to wait before the next.
     *
     * @param cause why the try failed, kept as cause when no try is left
     * @param elapsed the time since the first try, for the deadline
     * @param random a number from 0 to 1 that decides the jitter
     * @throws RetryFailedException if the tries are used up or the next would begin after the deadline
     */
    public Duration failed(Throwable cause, Duration elapsed, double random) {
        attempts++;
        if (attempts == policy.maxTries()) {
            throw new RetryFailedException("too many retry attempts: " + attempts, cause);
        }
        double spread = 1 + policy.maxJitter() * (2 * random - 1);
        double nanos = nextNanos * spread;
        Duration deadline = policy.deadline();
        Duration pause = Duration.ofNanos((long) nanos);
        if (deadline != null && elapsed.plus(pause).compareTo(deadline) >= 0) {
            throw new RetryFailedException("the retry deadline of " + deadline + " is exceeded", cause);
        }
        nextNanos =
                Math.min(nanos * policy.backoff(), (double) policy.maxDelay().toNanos());
        return pause;
    }
}
