package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.RetryPolicy;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.ForceRetryException;
import io.kazoo.exceptions.KazooException;
import io.kazoo.exceptions.KazooInterruptedException;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.exceptions.Outcome;
import io.kazoo.exceptions.RetryFailedException;
import io.kazoo.exceptions.SessionExpiredException;
import io.kazoo.handler.Deferred;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trying again, on both faces. */
public abstract class RetryContract extends ClientContract {
    private static final RetryPolicy QUICK =
            RetryPolicy.forever().withDelay(Duration.ofMillis(1)).withMaxDelay(Duration.ofMillis(2));

    private final AtomicInteger calls = new AtomicInteger();
    private KazooClient client;

    /** For subclasses. */
    protected RetryContract() {}

    /** Not started: retrying needs no connection. */
    @BeforeEach
    void makeClient() {
        client = newClient(builder -> builder.commandRetry(QUICK.withMaxTries(3)));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT241")
    void anOperationThatAsksForItIsCalledAgain(Face face) {
        String result = retry(face, QUICK, call -> {
            if (call == 1) {
                throw new ForceRetryException("again");
            }
            return "call " + call;
        });
        assertThat(result).isEqualTo("call 2");
        assertThat(calls).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT243")
    void triesAreCounted(Face face) {
        assertThatExceptionOfType(RetryFailedException.class)
                .isThrownBy(() -> retry(face, QUICK.withMaxTries(10), call -> {
                    throw new ForceRetryException("call " + call);
                }))
                .satisfies(e -> assertThat(lastFailure(e)).hasMessage("call 10"));
        assertThat(calls).hasValue(10);
    }

    @Test
    @Tag("KT008")
    void theClientsOwnPolicyCounts() {
        assertThatExceptionOfType(RetryFailedException.class).isThrownBy(() -> client.retry(() -> fail("never")));
        assertThat(calls).hasValue(3);
        assertThat(failureOf(client.async().retry(() -> failed(new ForceRetryException("never")))))
                .isInstanceOf(RetryFailedException.class);
        assertThat(calls).hasValue(6);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT246")
    void aClosedClientIsNoReasonToTryAgain(Face face) {
        assertThatExceptionOfType(ConnectionClosedException.class)
                .isThrownBy(() -> retry(face, QUICK, call -> {
                    throw new ConnectionClosedException("closed", null, null);
                }));
        assertThat(calls).hasValue(1);
        assertThatExceptionOfType(ConnectionClosedException.class)
                .as("a real one")
                .isThrownBy(() -> client.retry(QUICK, () -> client.get("/")));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT247")
    void anExpiredSessionIsAReasonUnlessThePolicySaysNo(Face face) {
        RetryPolicy five = QUICK.withMaxTries(5);
        IntFunction<String> expired = call -> {
            throw new SessionExpiredException("expired", null, null);
        };
        assertThatExceptionOfType(RetryFailedException.class).isThrownBy(() -> retry(face, five, expired));
        assertThat(calls).hasValue(5);
        assertThatExceptionOfType(SessionExpiredException.class)
                .isThrownBy(() -> retry(face, five.withIgnoreExpire(false), expired));
        assertThat(calls).hasValue(6);
    }

    @ParameterizedTest
    @EnumSource
    void aLostConnectionIsAReason(Face face) {
        String result = retry(face, QUICK, call -> {
            if (call < 4) {
                throw new ConnectionLossException("lost", "/a", Outcome.MAYBE_APPLIED, null);
            }
            return "done";
        });
        assertThat(result).isEqualTo("done");
        assertThat(calls).hasValue(4);
    }

    @ParameterizedTest
    @EnumSource
    void everythingElseIsThrownAtOnce(Face face) {
        assertThatExceptionOfType(NoNodeException.class)
                .isThrownBy(() -> retry(face, QUICK, call -> {
                    throw new NoNodeException("none", "/a", null);
                }))
                .satisfies(e -> assertThat(e.path()).hasValue("/a"));
        assertThat(calls).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource
    void theDeadlineEndsIt(Face face) {
        RetryPolicy policy = RetryPolicy.forever()
                .withMaxJitter(0)
                .withDelay(Duration.ofHours(1))
                .withDeadline(Duration.ofMinutes(30));
        assertThatExceptionOfType(RetryFailedException.class)
                .isThrownBy(() -> retry(face, policy, call -> {
                    throw new ForceRetryException("again");
                }))
                .withMessageContaining("deadline");
        assertThat(calls).hasValue(1);
    }

    /** Whoever sets a deadline means all that happens inside. */
    @Test
    void theDeadlineOfARetryHoldsForRetriesInside() {
        RetryPolicy outer = RetryPolicy.forever().withDeadline(Duration.ofMinutes(30));
        RetryPolicy inner = RetryPolicy.forever().withMaxJitter(0).withDelay(Duration.ofHours(1));
        assertThatExceptionOfType(RetryFailedException.class)
                .isThrownBy(() -> client.retry(outer, () -> client.retry(inner, () -> fail("again"))))
                .withMessageContaining("deadline");
        assertThat(calls).hasValue(1);
        assertThat(failureOf(client.async()
                        .retry(
                                outer,
                                () -> client.async().retry(inner, () -> failed(new ForceRetryException("again"))))))
                .isInstanceOf(RetryFailedException.class)
                .hasMessageContaining("deadline");
        assertThat(calls).hasValue(2);
    }

    @Test
    void anInterruptEndsThePause() throws InterruptedException {
        Events<Object> outcome = new Events<>();
        RetryPolicy slow = RetryPolicy.forever().withMaxJitter(0).withDelay(Duration.ofHours(1));
        Thread thread = new Thread(() -> {
            try {
                client.retry(slow, () -> fail("again"));
            } catch (KazooInterruptedException e) {
                outcome.add(e);
                outcome.add(Thread.currentThread().isInterrupted());
            }
        });
        thread.start();
        Waiting.eventually(() -> assertThat(calls).hasValue(1));
        thread.interrupt();
        thread.join(LIMIT.toMillis());
        assertThat(outcome.all()).hasSize(2).last().isEqualTo(true);
    }

    @Test
    void aCancelledRetryStops() {
        RetryPolicy slow = RetryPolicy.forever().withMaxJitter(0).withDelay(Duration.ofHours(1));
        AsyncResult<String> result = client.async().retry(slow, () -> failed(new ForceRetryException("again")));
        assertThat(result.cancel()).isTrue();
        assertThat(calls).hasValueLessThan(2);
    }

    private String retry(Face face, RetryPolicy policy, IntFunction<String> operation) {
        return face == Face.BLOCKING
                ? client.retry(policy, () -> operation.apply(calls.incrementAndGet()))
                : client.async()
                        .retry(policy, () -> {
                            try {
                                return succeeded(operation.apply(calls.incrementAndGet()));
                            } catch (KazooException e) {
                                return settled(e);
                            }
                        })
                        .get(LIMIT);
    }

    private String fail(String message) {
        calls.incrementAndGet();
        throw new ForceRetryException(message);
    }

    private AsyncResult<String> failed(KazooException failure) {
        calls.incrementAndGet();
        return settled(failure);
    }

    private AsyncResult<String> settled(KazooException failure) {
        Deferred<String> result = handler().newDeferred(handler().newLane("test"));
        result.fail(failure);
        return result;
    }

    private AsyncResult<String> succeeded(String value) {
        Deferred<String> result = handler().newDeferred(handler().newLane("test"));
        result.succeed(value);
        return result;
    }

    /** Returns the failure of the last try: copies for the caller have the original as their cause. */
    private static Throwable lastFailure(RetryFailedException failed) {
        Throwable cause = failed;
        while (cause instanceof RetryFailedException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
