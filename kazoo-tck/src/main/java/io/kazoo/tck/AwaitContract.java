package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.exceptions.BlockingForbiddenException;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.KazooInterruptedException;
import io.kazoo.exceptions.KazooTimeoutException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Level 0: waiting, rules H-6 to H-8. */
public abstract class AwaitContract extends HandlerContract {
    private static final Duration SHORT = Duration.ofMillis(20);

    /** For the handler's tests. */
    protected AwaitContract() {}

    @Test
    @Tag("KT274")
    void H6_awaitReturnsTrueOnceTheResultIsSettled() throws InterruptedException {
        Deferred<String> result = newDeferred();
        Thread main = Thread.currentThread();
        inThread(() -> {
            awaitParked(main);
            result.succeed("done");
        });
        assertThat(handler().await(result, PATIENCE)).isTrue();
        assertThat(result.isDone()).isTrue();
    }

    @Test
    @Tag("KT275")
    void H6_awaitReturnsAtOnceIfTheResultIsSettledAlready() throws InterruptedException {
        Deferred<String> result = newDeferred();
        result.succeed("done");
        assertThat(handler().await(result, null)).isTrue();
        assertThat(handler().await(result, Duration.ZERO)).isTrue();
        assertThat(result.await(null)).isTrue();
    }

    @Test
    void H6_awaitReturnsFalseWhenTheTimeIsUpAndNotBefore() throws InterruptedException {
        Deferred<String> result = newDeferred();
        long before = handler().nanoTime();
        assertThat(handler().await(result, SHORT)).isFalse();
        assertThat(handler().nanoTime() - before).isGreaterThanOrEqualTo(SHORT.toNanos());
        assertThat(handler().await(result, Duration.ZERO)).isFalse();
        assertThat(handler().await(result, Duration.ofSeconds(-1))).isFalse();
        assertThat(result.isDone()).isFalse();
    }

    @Test
    void H6_aResultOutlivesThoseWhoGaveUp() throws InterruptedException {
        Deferred<String> result = newDeferred();
        for (int i = 0; i < 1_000; i++) {
            assertThat(handler().await(result, Duration.ofNanos(i))).isFalse();
        }
        result.succeed("done");
        assertThat(handler().await(result, PATIENCE)).isTrue();
    }

    @Test
    void H6_everyWaitingThreadIsReleased() {
        Deferred<String> result = newDeferred();
        AtomicInteger released = new AtomicInteger();
        List<Thread> waiters = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Duration timeout = i % 2 == 0 ? null : PATIENCE;
            waiters.add(inThread(() -> {
                if (result.await(timeout)) {
                    released.incrementAndGet();
                }
            }));
        }
        waiters.forEach(HandlerContract::awaitParked);
        result.fail(new CancelledException("test"));
        waiters.forEach(HandlerContract::join);
        assertThat(released).hasValue(20);
    }

    @Test
    void H6_anInterruptEndsTheWait() {
        Deferred<String> result = newDeferred();
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Thread waiter = inThread(() -> {
            try {
                handler().await(result, null);
            } catch (InterruptedException e) {
                thrown.set(e);
            }
        });
        awaitParked(waiter);
        waiter.interrupt();
        join(waiter);
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(result.isDone()).isFalse();
    }

    @Test
    void H6_anInterruptFromBeforeEndsTheWaitToo() {
        Deferred<String> result = newDeferred();
        Deferred<String> settled = newDeferred();
        settled.succeed("done");
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        AtomicReference<@Nullable Boolean> settledFirst = new AtomicReference<>();
        Thread waiter = inThread(() -> {
            Thread.currentThread().interrupt();
            try {
                settledFirst.set(handler().await(settled, null));
                handler().await(result, null);
            } catch (InterruptedException e) {
                thrown.set(e);
            }
        });
        join(waiter);
        assertThat(settledFirst.get()).isTrue();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void H6_anInterruptedGetCancelsTheOperation() {
        List<String> calls = new ArrayList<>();
        Deferred<String> result = new Deferred<>(newLane()) {
            @Override
            protected void onCancelled() {
                calls.add("cancelled");
            }
        };
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        AtomicReference<@Nullable Boolean> flag = new AtomicReference<>();
        Thread waiter = inThread(() -> {
            try {
                result.get();
            } catch (KazooInterruptedException e) {
                thrown.set(e);
                flag.set(Thread.currentThread().isInterrupted());
            }
        });
        awaitParked(waiter);
        waiter.interrupt();
        join(waiter);
        assertThat(thrown.get()).isNotNull();
        assertThat(flag.get()).as("the interrupt flag is set again").isTrue();
        assertThat(result.failure()).isInstanceOf(CancelledException.class);
        assertThat(calls).containsExactly("cancelled");
    }

    @Test
    void H6_sleepLastsAsLongAsItShouldAndEndsByInterrupt() {
        long before = handler().nanoTime();
        handler().sleep(SHORT);
        assertThat(handler().nanoTime() - before).isGreaterThanOrEqualTo(SHORT.toNanos());

        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Thread sleeper = inThread(() -> {
            try {
                handler().sleep(Duration.ofHours(1));
            } catch (KazooInterruptedException e) {
                thrown.set(e);
            }
        });
        awaitParked(sleeper);
        sleeper.interrupt();
        join(sleeper);
        assertThat(thrown.get()).isNotNull();
    }

    @Test
    void H7_awaitIsRefusedOnTheTimer() {
        Deferred<String> unsettled = newDeferred();
        Deferred<String> settled = newDeferred();
        settled.succeed("done");
        Deferred<String> timersName = newDeferred();
        Deferred<List<Object>> seen = handler().newDeferred(newLane());
        handler().schedule(Duration.ZERO, () -> {
            timersName.succeed(Thread.currentThread().getName());
            seen.succeed(List.of(
                    handler().mayBlock(),
                    thrownBy(() -> handler().await(unsettled, null)),
                    thrownBy(() -> unsettled.get(PATIENCE)),
                    thrownBy(() -> handler().sleep(Duration.ofMillis(1))),
                    settled.get(),
                    settled.get(PATIENCE)));
        });
        List<Object> answers = seen.get(PATIENCE);
        assertThat(answers.get(0)).isEqualTo(false);
        assertThat(answers.subList(1, 4))
                .allSatisfy(thrown -> assertThat(thrown)
                        .isInstanceOfSatisfying(
                                BlockingForbiddenException.class,
                                refused -> assertThat(refused)
                                        .hasMessageContaining(timersName.get())
                                        .hasMessageContaining("onComplete")));
        assertThat(answers.subList(4, 6)).containsOnly("done");
        assertThat(unsettled.isDone()).isFalse();
    }

    @Test
    void H7_aThreadOfTheUsersMayBlock() {
        assertThat(handler().mayBlock()).isTrue();
        assertThatExceptionOfType(KazooTimeoutException.class)
                .isThrownBy(() -> newDeferred().get(Duration.ofMillis(1)));
    }

    @Test
    void H7_tasksOfLanesMayBlockIfTheHandlerIsDeclaredSo() {
        Deferred<Boolean> answer = handler().newDeferred(newLane());
        newLane().execute(() -> answer.succeed(handler().mayBlock()));
        assertThat(answer.get(PATIENCE)).isEqualTo(capabilities().contains(Capability.BLOCKING_CALLBACKS));
    }

    @Test
    void H8_awaitInsideATaskOfALaneWorks() {
        assumeLanesMayBlock();
        Lane lane = newLane();
        Deferred<String> ofThisLane = handler().newDeferred(lane);
        Deferred<String> byTimer = handler().newDeferred(lane);
        Deferred<List<String>> seen = handler().newDeferred(newLane());
        CountDownLatch waiting = new CountDownLatch(1);
        lane.execute(() -> {
            handler().schedule(SHORT, () -> byTimer.succeed("by timer"));
            waiting.countDown();
            seen.succeed(List.of(byTimer.get(PATIENCE), ofThisLane.get(PATIENCE)));
        });
        await(waiting);
        ofThisLane.succeed("by thread");
        assertThat(seen.get(PATIENCE)).containsExactly("by timer", "by thread");
    }

    private interface Blocking {
        void run() throws InterruptedException;
    }

    private static Object thrownBy(Blocking call) {
        try {
            call.run();
            return "nothing";
        } catch (InterruptedException | RuntimeException e) {
            return e;
        }
    }
}
