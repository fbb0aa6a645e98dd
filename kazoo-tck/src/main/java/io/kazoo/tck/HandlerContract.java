package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.handler.Deferred;
import io.kazoo.handler.Handler;
import io.kazoo.handler.Lane;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** What the contracts of a handler share: each test gets a handler of its own, started, and closed afterwards. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
public abstract class HandlerContract {
    /** Long enough for anything on a busy machine; nothing is ever measured by it. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private @Nullable Handler handler;

    /** For the contracts. */
    HandlerContract() {}

    /** Makes the handler to be checked, not started. */
    protected abstract Handler newHandler();

    /** Returns what the handler can do; all there is, unless overridden. */
    protected Set<Capability> capabilities() {
        return Capability.all();
    }

    @BeforeEach
    void startHandler() {
        Handler made = newHandler();
        handler = made;
        made.start();
    }

    @AfterEach
    void closeHandler() {
        handler().close();
    }

    final Handler handler() {
        Handler made = handler;
        assertThat(made).isNotNull();
        return java.util.Objects.requireNonNull(made);
    }

    final Lane newLane() {
        return handler().newLane("tck");
    }

    final Deferred<String> newDeferred() {
        return handler().newDeferred(newLane());
    }

    /** Waits until everything submitted to a lane so far has run. */
    static void drain(Lane lane) {
        CountDownLatch drained = new CountDownLatch(1);
        lane.execute(drained::countDown);
        await(drained);
    }

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                    .as("happened within %s", PATIENCE)
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Polls often, in the calling thread. */
    static ConditionFactory eventually() {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2));
    }

    /** Starts a thread of the test's own; a platform thread, on which every handler allows to wait. */
    static Thread inThread(Runnable body) {
        Thread thread = new Thread(body, "tck");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Waits until a thread waits for something. */
    static void awaitParked(Thread thread) {
        eventually()
                .until(() ->
                        thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
    }

    /** Waits for a thread's end. */
    static void join(Thread thread) {
        eventually().until(() -> !thread.isAlive());
    }

    /** Skips the test where tasks of lanes must not wait, as on an event loop. */
    final void assumeLanesMayBlock() {
        Capability.BLOCKING_CALLBACKS.assumeIn(capabilities());
    }
}
