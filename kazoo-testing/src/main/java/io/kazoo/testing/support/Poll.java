package io.kazoo.testing.support;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Looks again and again at something in another process that cannot tell when it changes, within a limit. */
public final class Poll {
    private static final int INTERVAL_MILLIS = 10;

    private Poll() {}

    /**
     * Returns as soon as the condition holds.
     *
     * @param failure what to say if it does not hold within the limit
     * @throws IllegalStateException if the limit passes or the thread is interrupted (its flag stays set)
     */
    public static void until(Duration limit, BooleanSupplier condition, Supplier<String> failure) {
        long deadline = System.nanoTime() + limit.toNanos();
        Semaphore never = new Semaphore(0);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                throw new IllegalStateException("Not within " + limit.toMillis() + " ms: " + failure.get());
            }
            try {
                if (never.tryAcquire(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("nobody releases this semaphore");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting: " + failure.get(), e);
            }
        }
    }
}
