package io.kazoo.core.client;

import io.kazoo.KazooState;
import io.kazoo.KeeperState;
import io.kazoo.RetryPolicy;
import io.kazoo.StateListener;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.OperationTimeoutException;
import io.kazoo.exceptions.Outcome;
import io.kazoo.exceptions.RequestTimeoutException;
import io.kazoo.exceptions.TooManyRequestsException;
import io.kazoo.handler.Lane;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Goes on over lost connections: at once the first time, because the engine holds requests until there is a connection,
 * then after growing pauses. A pause ends with the session: a client that is stopped may take along the handler whose
 * timer would end it.
 */
final class Persistence implements StateListener {
    private static final RetryPolicy TRANSIENT = RetryPolicy.forever();
    private static final int FIRST_PAUSE_MILLIS = 20;
    private static final int LONGEST_PAUSE_MILLIS = 5_000;

    private final ClientCore core;
    private final Lane lane;
    private int pauseMillis;

    /** What to do after the pause; null when something is under way. */
    private final AtomicReference<@Nullable Runnable> next = new AtomicReference<>();

    Persistence(ClientCore core, Lane lane) {
        this.core = core;
        this.lane = lane;
    }

    /**
     * Tells whether a reconnect, or a little time, will cure it.
     *
     * @param begun whether something may have been done already, so that a full queue is no reason to give up
     */
    static boolean isTransient(Throwable failure, boolean begun) {
        return TRANSIENT.isRetryable(failure) || (begun && failure instanceof TooManyRequestsException);
    }

    /** Tells whether a request that has failed so may have been carried out. */
    static boolean isUncertain(Throwable failure) {
        return (failure instanceof ConnectionLossException loss && loss.outcome() == Outcome.MAYBE_APPLIED)
                || (failure instanceof RequestTimeoutException late && late.outcome() == Outcome.MAYBE_APPLIED)
                || failure instanceof OperationTimeoutException;
    }

    /** Runs a task, now or after a pause. */
    void again(Runnable task) {
        if (pauseMillis == 0) {
            pauseMillis = FIRST_PAUSE_MILLIS;
            task.run();
            return;
        }
        next.set(task);
        core.driver.addListener(this, lane);
        Runnable next = () -> lane.execute(this::goOn);
        core.handler()
                .schedule(
                        Duration.ofMillis(pauseMillis),
                        next,
                        next); // with a closed handler the next try fails for good
        pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        KeeperState state = core.status().keeper();
        if (state == KeeperState.CLOSED || state == KeeperState.AUTH_FAILED) {
            lane.execute(this::goOn); // the end was told before anybody listened
        }
    }

    @Override
    public void stateChanged(KazooState state) {
        if (state == KazooState.LOST) {
            goOn();
        }
    }

    private void goOn() {
        Runnable task = next.getAndSet(null);
        if (task != null) {
            core.driver.removeListener(this);
            task.run();
        }
    }
}
