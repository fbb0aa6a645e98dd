package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.AsyncResult;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.KazooTimeoutException;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Level 0: results, how they are settled, waited for and listened to. */
public abstract class DeferredContract extends HandlerContract {
    /** For the handler's tests. */
    protected DeferredContract() {}

    @Test
    @Tag("KT144")
    @Tag("KT264")
    void aNewResultBelongsToItsLaneAndHandler() {
        Lane lane = newLane();
        Deferred<String> result = handler().newDeferred(lane);
        assertThat(result.lane()).isSameAs(lane);
        assertThat(result.lane().handler()).isSameAs(handler());
    }

    @Test
    @Tag("KT268")
    void aResultSaysWhetherItIsDoneAndHow() {
        Deferred<String> result = newDeferred();
        assertThat(result.isDone()).isFalse();
        assertThat(result.isSuccessful()).isFalse();
        assertThat(result.failure()).isNull();

        assertThat(result.succeed("value")).isTrue();
        assertThat(result.isDone()).isTrue();
        assertThat(result.isSuccessful()).isTrue();
        assertThat(result.failure()).isNull();
        assertThat(result.getNow()).isEqualTo("value");

        Deferred<String> failed = newDeferred();
        NoNodeException cause = new NoNodeException("no node", "/a", null);
        assertThat(failed.fail(cause)).isTrue();
        assertThat(failed.isDone()).isTrue();
        assertThat(failed.isSuccessful()).isFalse();
        assertThat(failed.failure()).isSameAs(cause);
    }

    @Test
    void theFirstToSettleWins() {
        Deferred<String> result = newDeferred();
        assertThat(result.succeed("first")).isTrue();
        assertThat(result.succeed("second")).isFalse();
        assertThat(result.fail(new IllegalStateException())).isFalse();
        assertThat(result.cancel()).isFalse();
        assertThat(result.get()).isEqualTo("first");

        for (int round = 0; round < 200; round++) {
            Deferred<String> contested = newDeferred();
            AtomicInteger winners = new AtomicInteger();
            List<Thread> threads = IntStream.range(0, 3)
                    .mapToObj(i -> inThread(() -> {
                        if (contested.succeed("by " + i)) {
                            winners.incrementAndGet();
                        }
                    }))
                    .toList();
            threads.forEach(HandlerContract::join);
            assertThat(winners).hasValue(1);
        }
    }

    @Test
    void aValueMayBeNullOrAThrowable() {
        Deferred<@Nullable Object> empty = handler().newDeferred(newLane());
        empty.succeed(null);
        assertThat(empty.isSuccessful()).isTrue();
        assertThat(empty.get()).isNull();

        IllegalStateException value = new IllegalStateException("a value, not a failure");
        Deferred<Object> odd = handler().newDeferred(newLane());
        odd.succeed(value);
        assertThat(odd.isSuccessful()).isTrue();
        assertThat(odd.get()).isSameAs(value);
    }

    @Test
    @Tag("KT271")
    void aBlockedGetIsWokenBySettling() {
        Deferred<String> result = newDeferred();
        AtomicReference<@Nullable String> got = new AtomicReference<>();
        Thread waiter = inThread(() -> got.set(result.get()));
        awaitParked(waiter);
        result.succeed("value");
        join(waiter);
        assertThat(got).hasValue("value");
    }

    @Test
    @Tag("KT273")
    void aBlockedGetThrowsACopyWithTheCallersStack() {
        Deferred<String> result = newDeferred();
        NoNodeException cause = new NoNodeException("no node", "/a", null);
        AtomicReference<@Nullable Throwable> got = new AtomicReference<>();
        Thread waiter = inThread(() -> {
            try {
                result.get();
            } catch (NoNodeException e) {
                got.set(e);
            }
        });
        awaitParked(waiter);
        result.fail(cause);
        join(waiter);
        Throwable thrown = Objects.requireNonNull(got.get());
        assertThat(thrown).isNotSameAs(cause).hasCause(cause).hasMessage(cause.getMessage());
        assertThat(thrown.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(DeferredContract.class.getName()));
    }

    @Test
    @Tag("KT136")
    @Tag("KT272")
    void getNowThrowsUntilTheResultIsThere() {
        Deferred<String> result = newDeferred();
        assertThatExceptionOfType(KazooTimeoutException.class).isThrownBy(result::getNow);
        result.succeed("value");
        assertThat(result.getNow()).isEqualTo("value");
    }

    @Test
    @Tag("KT134")
    @Tag("KT145")
    @Tag("KT265")
    void getThrowsWhenTheTimeIsUpAndTheOperationGoesOn() {
        Deferred<String> result = newDeferred();
        assertThatExceptionOfType(KazooTimeoutException.class)
                .isThrownBy(() -> result.get(Duration.ofMillis(5)))
                .withMessageContaining("PT0.005S");
        assertThat(result.isDone()).isFalse();
        result.succeed("value");
        assertThat(result.get(Duration.ofMillis(5))).isEqualTo("value");
    }

    @Test
    @Tag("KT276")
    @Tag("KT277")
    void getAfterSettlingAnswersAtOnce() {
        Deferred<String> result = newDeferred();
        result.succeed("value");
        assertThat(result.get()).isEqualTo("value");
        assertThat(result.get()).isEqualTo("value");

        Deferred<String> failed = newDeferred();
        failed.fail(new NoNodeException("no node", "/a", null));
        assertThatExceptionOfType(NoNodeException.class).isThrownBy(failed::get);
        assertThatExceptionOfType(NoNodeException.class).isThrownBy(failed::getNow);
    }

    @Test
    void aForeignFailureIsWrappedInACompletionException() {
        Deferred<String> failed = newDeferred();
        IllegalStateException cause = new IllegalStateException("foreign");
        failed.fail(cause);
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(failed::get)
                .withCause(cause);
    }

    @Test
    void cancellingFailsTheResultAndTellsTheOperationOnce() {
        AtomicInteger told = new AtomicInteger();
        Deferred<String> result = new Deferred<>(newLane()) {
            @Override
            protected void onCancelled() {
                told.incrementAndGet();
            }
        };
        assertThat(result.cancel()).isTrue();
        assertThat(result.cancel()).isFalse();
        assertThat(told).hasValue(1);
        assertThat(result.failure()).isInstanceOf(CancelledException.class);
        assertThatExceptionOfType(CancelledException.class).isThrownBy(result::get);
    }

    @Test
    @Tag("KT135")
    @Tag("KT137")
    @Tag("KT281")
    @Tag("KT282")
    @Tag("KT283")
    void spawnHandsOverWhatTheJobReturnsOrThrows() {
        Lane lane = newLane();
        AsyncResult<String> returned = handler().spawn(lane, () -> "value");
        AtomicReference<@Nullable String> linked = new AtomicReference<>();
        returned.onComplete((value, failure) -> linked.set(value));
        assertThat(returned.get(PATIENCE)).isEqualTo("value");
        // Who waits is released first, callbacks are given to the lane after that.
        eventually().untilAsserted(() -> assertThat(linked).hasValue("value"));

        NoNodeException cause = new NoNodeException("no node", "/a", null);
        AsyncResult<String> thrown = handler().spawn(lane, () -> {
            throw cause;
        });
        assertThat(thrown.await(PATIENCE)).isTrue();
        assertThat(thrown.failure()).isSameAs(cause);
    }
}
