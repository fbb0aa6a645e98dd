package io.kazoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.ForceRetryException;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.exceptions.OperationTimeoutException;
import io.kazoo.exceptions.Outcome;
import io.kazoo.exceptions.RetryFailedException;
import io.kazoo.exceptions.SessionExpiredException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RetryStateTest {
    private static final double MIDDLE = 0.5;
    private final ForceRetryException cause = new ForceRetryException("again");

    private static final RetryPolicy STEADY =
            RetryPolicy.forever().withMaxJitter(0).withDelay(Duration.ofSeconds(10));

    @Test
    @Tag("KT242")
    void attemptsCountFailuresUntilReset() {
        RetryState state = STEADY.begin();
        assertThat(state.attempts()).isZero();
        assertThat(fail(state)).hasSeconds(10);
        assertThat(fail(state)).hasSeconds(20);
        assertThat(state.attempts()).isEqualTo(2);
        state.reset();
        assertThat(state.attempts()).isZero();
        assertThat(fail(state)).as("the first delay again").hasSeconds(10);
    }

    @Test
    @Tag("KT244")
    void delaysDoubleUpToTheLongest() {
        RetryState state = STEADY.withMaxDelay(Duration.ofSeconds(60)).begin();
        assertThat(IntStream.range(0, 6).mapToObj(i -> fail(state).toSeconds()).toList())
                .isEqualTo(List.of(10L, 20L, 40L, 60L, 60L, 60L));
    }

    @Test
    @Tag("KT245")
    void everyRunCountsForItself() {
        RetryPolicy policy = STEADY.withMaxTries(2);
        RetryState first = policy.begin();
        RetryState second = policy.begin();
        assertThat(first).isNotSameAs(second);
        fail(first);
        assertThat(second.attempts()).isZero();
        assertThat(fail(second)).as("the same settings").hasSeconds(10);
    }

    @Test
    void theLastTryFailsWithItsCause() {
        RetryState state = STEADY.withMaxTries(3).begin();
        fail(state);
        fail(state);
        assertThatExceptionOfType(RetryFailedException.class)
                .isThrownBy(() -> fail(state))
                .withMessageContaining("3")
                .withCause(cause);
    }

    @Test
    void oneTryMeansNoRetryAndZeroOrLessMeansNoBound() {
        RetryState once = RetryPolicy.once().begin();
        assertThatExceptionOfType(RetryFailedException.class).isThrownBy(() -> fail(once));
        for (int unbounded : new int[] {0, -1}) {
            RetryState state = STEADY.withMaxTries(unbounded).begin();
            IntStream.range(0, 1000).forEach(i -> fail(state));
            assertThat(state.attempts()).isEqualTo(1000);
        }
    }

    @Test
    void jitterSpreadsTheDelayBothWaysAndCompounds() {
        RetryPolicy policy = STEADY.withMaxJitter(0.4);
        assertThat(policy.begin().failed(cause, Duration.ZERO, 0)).hasSeconds(6);
        assertThat(policy.begin().failed(cause, Duration.ZERO, 1)).hasSeconds(14);
        RetryState state = policy.begin();
        state.failed(cause, Duration.ZERO, 1);
        assertThat(fail(state))
                .as("twice the pause that was really made, as in kazoo")
                .hasSeconds(28);
    }

    @Test
    void jitterMayExceedTheLongestDelay() {
        RetryPolicy policy = STEADY.withMaxJitter(0.5).withMaxDelay(Duration.ofSeconds(10));
        RetryState state = policy.begin();
        fail(state);
        assertThat(state.failed(cause, Duration.ZERO, 1)).hasSeconds(15);
    }

    @Test
    void theDeadlineCountsThePauseToCome() {
        RetryPolicy policy = STEADY.withDeadline(Duration.ofSeconds(30));
        RetryState inTime = policy.begin();
        assertThat(inTime.failed(cause, Duration.ofSeconds(19), MIDDLE)).hasSeconds(10);
        RetryState late = policy.begin();
        assertThatExceptionOfType(RetryFailedException.class)
                .isThrownBy(() -> late.failed(cause, Duration.ofSeconds(20), MIDDLE))
                .withMessageContaining("deadline")
                .withCause(cause);
    }

    @Test
    void delaysNeverOverflow() {
        RetryState state = RetryPolicy.forever()
                .withMaxDelay(Duration.ofDays(365 * 200L))
                .withMaxJitter(1)
                .begin();
        for (int i = 0; i < 500; i++) {
            assertThat(state.failed(cause, Duration.ZERO, 1)).isPositive();
        }
    }

    @Test
    void onlyWhatMayPassIsRetried() {
        RetryPolicy policy = RetryPolicy.forever();
        assertThat(policy.isRetryable(new ConnectionLossException("m", null, Outcome.NOT_SENT, null)))
                .isTrue();
        assertThat(policy.isRetryable(new OperationTimeoutException("m", null, null)))
                .isTrue();
        assertThat(policy.isRetryable(cause)).isTrue();
        SessionExpiredException expired = new SessionExpiredException("m", null, null);
        assertThat(policy.isRetryable(expired)).isTrue();
        assertThat(policy.withIgnoreExpire(false).isRetryable(expired)).isFalse();
        assertThat(policy.isRetryable(new ConnectionClosedException("m", null, null)))
                .as("though it is a kind of SessionExpiredException")
                .isFalse();
        assertThat(policy.isRetryable(new NoNodeException("m", "/a", null))).isFalse();
        assertThat(policy.isRetryable(new IllegalStateException("m"))).isFalse();
    }

    @Test
    void defaultsAreThoseOfKazoo() {
        assertThat(RetryPolicy.once())
                .isEqualTo(new RetryPolicy(1, Duration.ofMillis(100), 2, 0.4, Duration.ofMinutes(1), true, null));
        assertThat(RetryPolicy.forever())
                .isEqualTo(new RetryPolicy(0, Duration.ofMillis(100), 2, 0.4, Duration.ofHours(1), true, null));
    }

    @Test
    void valuesThatCanNeverBeRightAreRefused() {
        RetryPolicy policy = RetryPolicy.forever();
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withDelay(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withMaxDelay(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withBackoff(0.9));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withBackoff(Double.NaN));
        assertThat(policy.withMaxJitter(7).maxJitter()).isEqualTo(1);
        assertThat(policy.withMaxJitter(-7).maxJitter()).isZero();
    }

    private Duration fail(RetryState state) {
        return state.failed(cause, Duration.ZERO, MIDDLE);
    }
}
