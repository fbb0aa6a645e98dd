package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Level 0: callbacks of results. */
public abstract class CallbackContract extends HandlerContract {
    /** For the handler's tests. */
    protected CallbackContract() {}

    @Test
    @Tag("KT133")
    @Tag("KT269")
    @Tag("KT270")
    @Tag("KT278")
    void callbacksRunOnTheLaneAndNotInTheSettlingThread() {
        Lane lane = newLane();
        CountDownLatch gate = new CountDownLatch(1);
        List<Object> seen = new ArrayList<>();
        Deferred<String> result = handler().newDeferred(lane);
        Deferred<String> failed = handler().newDeferred(lane);
        result.onComplete((value, failure) -> {
            seen.add(lane.isCurrent());
            seen.add(Objects.requireNonNull(value));
            seen.add(failure == null);
        });
        NoNodeException cause = new NoNodeException("no node", "/a", null);
        failed.onComplete((value, failure) -> {
            seen.add(value == null);
            seen.add(Objects.requireNonNull(failure));
        });
        lane.execute(() -> {
            result.succeed("value");
            failed.fail(cause);
            seen.add("settled");
            gate.countDown();
        });
        await(gate);
        drain(lane);
        assertThat(seen).containsExactly("settled", true, "value", true, true, cause);
    }

    @Test
    @Tag("KT279")
    void aCallbackAddedToASettledResultStillGoesThroughTheLane() {
        Lane lane = newLane();
        Deferred<String> result = handler().newDeferred(lane);
        result.succeed("value");
        List<String> seen = new ArrayList<>();
        lane.execute(() -> {
            result.onComplete((value, failure) -> seen.add("called with " + value));
            seen.add("added");
        });
        drain(lane);
        drain(lane);
        assertThat(seen).containsExactly("added", "called with value");
    }

    @Test
    @Tag("KT284")
    void callbacksAreCalledOnceEachInTheOrderOfTheirRegistration() {
        Lane lane = newLane();
        Deferred<String> result = handler().newDeferred(lane);
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int number = i;
            result.onComplete((value, failure) -> seen.add(number));
            assertThat(result.await(Duration.ZERO)).isFalse();
        }
        result.succeed("value");
        result.onComplete((value, failure) -> seen.add(50));
        result.succeed("again");
        drain(lane);
        assertThat(seen).isEqualTo(IntStream.rangeClosed(0, 50).boxed().toList());
    }

    @Test
    void noCallbackIsLostWhenSettlingAndAddingRace() {
        Lane lane = newLane();
        for (int round = 0; round < 500; round++) {
            Deferred<Integer> result = handler().newDeferred(lane);
            CountDownLatch called = new CountDownLatch(20);
            int value = round;
            Thread settler = inThread(() -> result.succeed(value));
            for (int i = 0; i < 20; i++) {
                result.onComplete((settled, failure) -> called.countDown());
            }
            await(called);
            join(settler);
        }
    }

    @Test
    void aCallbackThatThrowsStopsNeitherTheOthersNorTheLane() {
        Lane lane = newLane();
        Deferred<String> result = handler().newDeferred(lane);
        List<String> seen = new ArrayList<>();
        result.onComplete((value, failure) -> {
            throw new IllegalStateException("thrown by the test");
        });
        result.onComplete((value, failure) -> seen.add("second"));
        result.succeed("value");
        drain(lane);
        assertThat(seen).containsExactly("second");
    }

    @Test
    void waitersAreReleasedAlthoughTheLaneIsBlocked() {
        assumeLanesMayBlock();
        Lane lane = newLane();
        Deferred<String> gate = newDeferred();
        lane.execute(() -> gate.get(PATIENCE));
        Deferred<String> result = handler().newDeferred(lane);
        List<String> called = new ArrayList<>();
        result.onComplete((value, failure) -> called.add("callback"));
        Thread waiter = inThread(() -> result.get(PATIENCE));
        awaitParked(waiter);
        result.succeed("value");
        join(waiter);
        assertThat(called).isEmpty();
        gate.succeed("open");
        drain(lane);
        assertThat(called).containsExactly("callback");
    }

    @Test
    void anExecutorOfTheCallersIsUsedAndMayReject() {
        Lane lane = newLane();
        Deferred<String> result = handler().newDeferred(lane);
        List<Thread> threads = new CopyOnWriteArrayList<>();
        result.onComplete(task -> threads.add(inThread(task)), (value, failure) -> threads.add(Thread.currentThread()));
        result.succeed("value");
        eventually().until(() -> threads.size() == 2);
        assertThat(threads.get(0)).isSameAs(threads.get(1));

        Deferred<String> rejected = handler().newDeferred(lane);
        CountDownLatch called = new CountDownLatch(2);
        rejected.onComplete(
                task -> {
                    throw new RejectedExecutionException("thrown by the test");
                },
                (value, failure) -> called.countDown());
        rejected.onComplete(Runnable::run, (value, failure) -> {
            throw new IllegalStateException("thrown by the test");
        });
        rejected.onComplete((value, failure) -> called.countDown());
        assertThat(rejected.succeed("value")).isTrue();
        await(called);
    }

    @Test
    @Tag("KT280")
    void aFunctionThatIsTakenBackBeforeTheResultIsThereNeverRuns() {
        Lane lane = newLane();
        Deferred<String> result = handler().newDeferred(lane);
        List<String> called = new CopyOnWriteArrayList<>();
        List<AsyncResult<?>> links = List.of(
                result.thenAccept(called::add),
                result.thenApply(called::add),
                result.handle((value, failure) -> called.add(value)),
                result.whenComplete((value, failure) -> called.add(value)));
        AsyncResult<?> kept = result.thenAccept(value -> called.add("kept " + value));
        links.forEach(link -> assertThat(link.cancel()).isTrue());
        result.succeed("value");
        assertThat(kept.await(PATIENCE)).isTrue();
        drain(lane);
        assertThat(called).containsExactly("kept value");
    }

    /** Who settles may be inside the engine: an executor that calls back in place, or blocks, must not be run there. */
    @Test
    void anExecutorOfTheUsersIsNotRunByTheSettlingThread() {
        Lane lane = newLane();
        List<Object> seen = new CopyOnWriteArrayList<>();
        for (boolean before : new boolean[] {true, false}) {
            Deferred<String> result = handler().newDeferred(lane);
            if (before) {
                result.onComplete(Runnable::run, (value, failure) -> seen.add(lane.isCurrent()));
            }
            result.succeed("value");
            if (!before) {
                result.onComplete(Runnable::run, (value, failure) -> seen.add(lane.isCurrent()));
            }
        }
        drain(lane);
        assertThat(seen).containsExactly(true, true);
    }

    @Test
    void callbacksKeepTheirOrderThoughTheResultIsSettledMeanwhile() {
        Lane lane = newLane();
        for (int round = 0; round < 2_000; round++) {
            Deferred<String> result = handler().newDeferred(lane);
            List<Integer> seen = new ArrayList<>();
            CountDownLatch ready = new CountDownLatch(1);
            Thread settling = inThread(() -> {
                await(ready);
                result.succeed("value");
            });
            ready.countDown();
            for (int i = 0; i < 20; i++) {
                int number = i;
                result.onComplete((value, failure) -> seen.add(number));
            }
            join(settling);
            drain(lane);
            assertThat(seen)
                    .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
        }
    }
}
