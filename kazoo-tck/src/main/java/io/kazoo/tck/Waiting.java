package io.kazoo.tck;

import io.kazoo.AsyncResult;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** How the tests wait: never without bound, never longer than it takes. */
final class Waiting {
    /** Long enough for whatever happens at all; only a failing test takes this long. */
    static final Duration LIMIT = Duration.ofSeconds(20);

    private static final Duration INTERVAL = Duration.ofMillis(5);

    private Waiting() {}

    /** Returns as soon as the assertion holds. */
    static void eventually(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(INTERVAL)
                .untilAsserted(assertion);
    }

    /** Waits for a result to fail and returns the failure itself, not its copy. */
    static Throwable failureOf(AsyncResult<?> result) {
        Assertions.assertThat(result.await(LIMIT)).as("the result is settled").isTrue();
        Throwable failure = result.failure();
        if (failure == null) {
            throw new AssertionError("expected a failure, got " + result.getNow());
        }
        return failure;
    }
}
