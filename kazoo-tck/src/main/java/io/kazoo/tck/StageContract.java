package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.AsyncResult;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Level 0: results as {@link CompletionStage}s. */
public abstract class StageContract extends HandlerContract {
    private final NoNodeException cause = new NoNodeException("no node", "/a", null);

    /** For the handler's tests. */
    protected StageContract() {}

    private Deferred<String> succeeded(String value) {
        Deferred<String> result = newDeferred();
        result.succeed(value);
        return result;
    }

    private Deferred<String> failed() {
        Deferred<String> result = newDeferred();
        result.fail(cause);
        return result;
    }

    private static void assertFailedBy(AsyncResult<?> result, Throwable cause) {
        assertThat(result.await(PATIENCE)).isTrue();
        assertThat(result.failure())
                .isInstanceOf(CompletionException.class)
                .extracting(Throwable::getCause)
                .isSameAs(cause);
    }

    @Test
    void functionsRunOnTheLaneWhateverThreadSettles() {
        Lane lane = newLane();
        Deferred<String> result = handler().newDeferred(lane);
        List<Boolean> onLane = new ArrayList<>();
        AsyncResult<Void> last = result.thenApply(value -> {
                    onLane.add(lane.isCurrent());
                    return value;
                })
                .whenComplete((value, failure) -> onLane.add(lane.isCurrent()))
                .thenCompose(value -> {
                    onLane.add(lane.isCurrent());
                    return CompletableFuture.completedStage(value);
                })
                .thenAccept(value -> onLane.add(lane.isCurrent()));
        assertThat(last.lane()).isSameAs(lane);
        result.succeed("value");
        assertThat(last.await(PATIENCE)).isTrue();
        assertThat(onLane).containsExactly(true, true, true, true);
    }

    @Test
    void thenApplyMapsTheValueAndPassesAFailureOn() {
        assertThat(succeeded("a").thenApply(value -> value + "b").get(PATIENCE)).isEqualTo("ab");
        List<String> called = new ArrayList<>();
        assertFailedBy(
                failed().thenApply(value -> {
                    called.add(value);
                    return value;
                }),
                cause);
        assertThat(called).isEmpty();
        IllegalStateException thrown = new IllegalStateException("thrown by the test");
        assertFailedBy(
                succeeded("a").thenApply(value -> {
                    throw thrown;
                }),
                thrown);
    }

    @Test
    void getThrowsTheOriginalFailureWhateverItPassedThrough() {
        AsyncResult<String> derived =
                failed().thenApply(value -> value).thenApply(value -> value).whenComplete((value, failure) -> {});
        assertThatExceptionOfType(NoNodeException.class)
                .isThrownBy(() -> derived.get(PATIENCE))
                .withCause(cause);
    }

    @Test
    void thenComposeTakesOverAnyStagesOutcome() {
        Deferred<String> inner = newDeferred();
        AsyncResult<String> composed = succeeded("a").thenCompose(value -> inner);
        inner.succeed("inner");
        assertThat(composed.get(PATIENCE)).isEqualTo("inner");
        assertThat(succeeded("a").thenCompose(this::succeeded).get(PATIENCE)).isEqualTo("a");
        assertThat(succeeded("a").thenCompose(CompletableFuture::completedStage).get(PATIENCE))
                .isEqualTo("a");

        assertFailedBy(succeeded("a").thenCompose(value -> failed()), cause);
        assertFailedBy(succeeded("a").thenCompose(value -> CompletableFuture.failedStage(cause)), cause);
        assertFailedBy(failed().thenCompose(this::succeeded), cause);
        IllegalStateException thrown = new IllegalStateException("thrown by the test");
        assertFailedBy(
                succeeded("a").<String>thenCompose(value -> {
                    throw thrown;
                }),
                thrown);
    }

    @Test
    @SuppressWarnings("NullAway") // null on purpose
    void thenComposeWithAFunctionThatReturnsNothingFails() {
        AsyncResult<String> composed = succeeded("a").thenCompose(value -> null);
        assertThat(composed.await(PATIENCE)).isTrue();
        assertThat(composed.failure()).hasCauseInstanceOf(NullPointerException.class);
    }

    @Test
    void aLoopOfStagesNeedsNoStack() {
        Lane lane = newLane();
        int[] turns = {200_000};
        Deferred<String> last = handler().newDeferred(lane);
        class Loop implements Function<String, CompletionStage<String>> {
            @Override
            public CompletionStage<String> apply(String value) {
                turns[0]--;
                Deferred<String> step = handler().newDeferred(lane);
                step.succeed(value);
                return turns[0] > 0 ? step.thenCompose(this) : last;
            }
        }
        Deferred<String> first = handler().newDeferred(lane);
        AsyncResult<String> end = first.thenCompose(new Loop());
        List<String> seen = new CopyOnWriteArrayList<>();
        end.onComplete((value, failure) -> seen.add(Objects.requireNonNull(value)));
        first.succeed("go");
        eventually().until(() -> turns[0] == 0);
        drain(lane);
        last.succeed("end");
        assertThat(end.get(PATIENCE)).isEqualTo("end");
        eventually().until(() -> seen.equals(List.of("end")));
    }

    @Test
    void handleSeesBothOutcomes() {
        assertThat(succeeded("a")
                        .handle((value, failure) -> value + (failure == null))
                        .get(PATIENCE))
                .isEqualTo("atrue");
        assertThat(failed().handle((value, failure) -> failure).get(PATIENCE)).isSameAs(cause);
    }

    @Test
    void whenCompleteKeepsTheOutcomeUnlessItsActionThrows() {
        IllegalStateException thrown = new IllegalStateException("thrown by the test");
        assertThat(succeeded("a").whenComplete((value, failure) -> {}).get(PATIENCE))
                .isEqualTo("a");
        assertFailedBy(failed().whenComplete((value, failure) -> {}), cause);
        assertFailedBy(
                succeeded("a").whenComplete((value, failure) -> {
                    throw thrown;
                }),
                thrown);
        assertFailedBy(
                failed().whenComplete((value, failure) -> {
                    throw thrown;
                }),
                cause);
    }

    @Test
    void exceptionallyReplacesAFailureOnly() {
        assertThat(failed().exceptionally(failure -> failure == cause ? "cause" : "other")
                        .get(PATIENCE))
                .isEqualTo("cause");
        assertThat(succeeded("a").exceptionally(failure -> "other").get(PATIENCE))
                .isEqualTo("a");
        assertThat(failed().exceptionallyCompose(failure -> succeeded("later"))
                        .toCompletableFuture()
                        .join())
                .isEqualTo("later");
    }

    @Test
    void twoStagesCombine() {
        assertThat(succeeded("a").thenCombine(succeeded("b"), String::concat).get(PATIENCE))
                .isEqualTo("ab");
        assertFailedBy(succeeded("a").thenCombine(failed(), String::concat), cause);
        assertFailedBy(failed().thenCombine(succeeded("b"), String::concat), cause);
        Deferred<String> never = newDeferred();
        assertThat(never.applyToEither(succeeded("b"), Function.identity()).get(PATIENCE))
                .isEqualTo("b");
        assertThat(succeeded("a").applyToEither(never, Function.identity()).get(PATIENCE))
                .isEqualTo("a");
        List<String> ran = new ArrayList<>();
        AsyncResult<Void> both = succeeded("a").thenAcceptBoth(succeeded("b"), (a, b) -> ran.add(a + b));
        assertThat(both.await(PATIENCE)).isTrue();
        assertThat(ran).containsExactly("ab");
    }

    @Test
    void theAsyncFormsUseTheExecutorGiven() {
        List<Runnable> executed = new ArrayList<>();
        AsyncResult<String> derived = succeeded("a").thenApplyAsync(value -> value + "b", task -> {
            executed.add(task);
            task.run();
        });
        assertThat(derived.get(PATIENCE)).isEqualTo("ab");
        assertThat(executed).hasSize(1);
    }

    @Test
    void aCompletableFutureIsACopyThatCannotSettleTheOriginal() throws Exception {
        Deferred<@Nullable String> result = handler().newDeferred(newLane());
        CompletableFuture<@Nullable String> copy = result.toCompletableFuture();
        assertThat(copy.complete("forged")).isTrue();
        assertThat(result.isDone()).isFalse();
        CompletableFuture<@Nullable String> second = result.toCompletableFuture();
        result.succeed("value");
        assertThat(second.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("value");
        CompletableFuture<String> failing = failed().toCompletableFuture();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> failing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .withCause(cause);
    }

    @Test
    void aCopyIsWaitedForOnTheLaneThatCompletesIt() throws Exception {
        assumeLanesMayBlock();
        Lane lane = newLane();
        Deferred<String> result = handler().newDeferred(lane);
        Deferred<List<String>> seen = handler().newDeferred(newLane());
        CompletableFuture<String> copy = result.toCompletableFuture();
        List<Boolean> onLane = new ArrayList<>();
        CompletableFuture<Void> function = copy.thenAccept(value -> onLane.add(lane.isCurrent()));
        lane.execute(() -> {
            try {
                seen.succeed(List.of(copy.get(), copy.get(1, TimeUnit.MINUTES), copy.join()));
            } catch (Exception e) {
                seen.fail(e);
            }
        });
        handler().schedule(Duration.ofMillis(5), () -> result.succeed("value"));
        assertThat(seen.get(PATIENCE)).containsOnly("value");
        function.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(onLane).as("on a lane of its own").containsExactly(false);
    }

    @Test
    void whoWaitsForACopyHearsOfEveryEndOfIt() throws Exception {
        CompletableFuture<String> copy = newDeferred().toCompletableFuture();
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> copy.get(1, TimeUnit.MILLISECONDS));
        Deferred<String> waited = newDeferred();
        Thread waiter = inThread(() -> waited.succeed(copy.join()));
        awaitParked(waiter);
        waiter.interrupt();
        copy.completeAsync(() -> "forged");
        assertThat(waited.get(PATIENCE)).isEqualTo("forged");
        assertThat(copy.get()).isEqualTo("forged");

        CompletableFuture<String> failing = failed().toCompletableFuture();
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(failing::join)
                .withCause(cause);
        CompletableFuture<String> cancelled = newDeferred().toCompletableFuture();
        assertThat(cancelled.cancel(true)).isTrue();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(cancelled::get);
    }

    @Test
    void futuresThatDependOnACopyAreWaitedForInATaskOfTheLane() {
        assumeLanesMayBlock();
        Lane lane = newLane();
        Deferred<String> one = handler().newDeferred(lane);
        Deferred<String> two = handler().newDeferred(lane);
        Deferred<String> waited = newDeferred();
        lane.execute(() -> {
            CompletableFuture<String> both =
                    one.toCompletableFuture().thenCombine(two.toCompletableFuture(), String::concat);
            one.succeed("a");
            two.succeed("b");
            waited.succeed(both.thenCompose(text -> one.thenApplyAsync(text::concat, newLane()))
                    .join());
        });
        assertThat(waited.get(PATIENCE)).isEqualTo("aba");
    }
}
