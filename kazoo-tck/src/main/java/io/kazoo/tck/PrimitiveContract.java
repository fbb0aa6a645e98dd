package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.AsyncResult;
import io.kazoo.exceptions.BlockingForbiddenException;
import io.kazoo.exceptions.KazooInterruptedException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Event;
import io.kazoo.handler.Lane;
import io.kazoo.handler.Mutex;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Level 0: events, locks and random numbers, rules H-15 to H-18. */
public abstract class PrimitiveContract extends HandlerContract {
    private static final Duration SHORT = Duration.ofMillis(5);

    /** For the handler's tests. */
    protected PrimitiveContract() {}

    @Test
    @Tag("KT143")
    @Tag("KT263")
    void H15_setReleasesAllWhoWaitAndAllWhoComeUntilItIsCleared() {
        Event event = handler().newEvent(newLane());
        assertThat(event.isSet()).isFalse();
        assertThat(event.await(SHORT)).isFalse();
        AtomicInteger released = new AtomicInteger();
        List<Thread> waiting = IntStream.range(0, 5)
                .mapToObj(i -> inThread(() -> {
                    if (event.await(i % 2 == 0 ? null : PATIENCE)) {
                        released.incrementAndGet();
                    }
                }))
                .toList();
        AsyncResult<?> result = event.onSet();
        waiting.forEach(HandlerContract::awaitParked);
        assertThat(result.isDone()).isFalse();

        event.set();
        event.set();
        waiting.forEach(HandlerContract::join);
        assertThat(released).hasValue(5);
        assertThat(result.isSuccessful()).isTrue();
        assertThat(event.isSet()).isTrue();
        assertThat(event.await(null)).isTrue();
        assertThat(event.onSet().isSuccessful()).isTrue();

        event.clear();
        assertThat(event.isSet()).isFalse();
        assertThat(event.await(SHORT)).isFalse();
        assertThat(event.onSet().isDone()).isFalse();
    }

    @Test
    void H15_callbacksOfAnEventRunOnItsLaneAndOneThatIsCancelledHurtsNoOther() {
        Lane lane = newLane();
        Event event = handler().newEvent(lane);
        AsyncResult<?> cancelled = event.onSet();
        Deferred<Boolean> onLane = handler().newDeferred(newLane());
        event.onSet().onComplete((value, failure) -> onLane.succeed(lane.isCurrent()));
        assertThat(cancelled.cancel()).isTrue();
        event.set();
        assertThat(onLane.get(PATIENCE)).isTrue();
    }

    @Test
    void H16_aLockHasOneHolderAtATimeInTheOrderOfAsking() {
        Mutex mutex = handler().newMutex(newLane());
        Object first = new Object();
        assertThat(mutex.isHeld()).isFalse();
        assertThat(mutex.acquireAsync(first).isSuccessful()).isTrue();
        assertThat(mutex.isHeld()).isTrue();
        List<Integer> order = new CopyOnWriteArrayList<>();
        CountDownLatch all = new CountDownLatch(10);
        for (int i = 0; i < 10; i++) {
            Object owner = new Object();
            int number = i;
            mutex.acquireAsync(owner).onComplete((value, failure) -> {
                order.add(number);
                all.countDown();
                mutex.release(owner);
            });
        }
        assertThat(order).isEmpty();
        mutex.release(first);
        await(all);
        assertThat(order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        eventually().until(() -> !mutex.isHeld());
    }

    @Test
    void H16_threadsExcludeEachOther() {
        Mutex mutex = handler().newMutex(newLane());
        int[] unguarded = {0};
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(i -> inThread(() -> {
                    for (int turn = 0; turn < 500; turn++) {
                        mutex.acquire(turn % 2 == 0 ? null : PATIENCE);
                        unguarded[0]++;
                        mutex.release();
                    }
                }))
                .toList();
        threads.forEach(HandlerContract::join);
        assertThat(unguarded[0]).isEqualTo(2_000);
        assertThat(mutex.isHeld()).isFalse();
    }

    @Test
    void H16_onlyItsHolderReleasesALock() {
        for (Mutex mutex : List.of(handler().newMutex(newLane()), handler().newReentrantMutex(newLane()))) {
            assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(mutex::release);
            mutex.acquireAsync(new Object());
            assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(mutex::release);
            assertThat(mutex.isHeld()).isTrue();
        }
    }

    @Test
    void H16_whoGivesUpLeavesNothingBehind() {
        Mutex mutex = handler().newMutex(newLane());
        Object holder = new Object();
        mutex.acquireAsync(holder);
        assertThat(mutex.acquireAsync(new Object()).cancel()).isTrue();
        assertThat(mutex.acquire(Duration.ZERO)).isFalse();
        assertThat(mutex.acquire(SHORT)).isFalse();
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Thread interrupted = inThread(() -> {
            try {
                mutex.acquire(null);
            } catch (KazooInterruptedException e) {
                thrown.set(e);
            }
        });
        awaitParked(interrupted);
        interrupted.interrupt();
        join(interrupted);
        assertThat(thrown.get()).isNotNull();

        mutex.release(holder);
        assertThat(mutex.isHeld()).isFalse();
    }

    @Test
    void H16_givingUpAndGettingItAtOnceEndsInOneOfBoth() {
        Mutex mutex = handler().newMutex(newLane());
        for (int round = 0; round < 300; round++) {
            Object holder = new Object();
            mutex.acquireAsync(holder);
            AtomicReference<@Nullable Boolean> got = new AtomicReference<>();
            Duration about = Duration.ofNanos(50_000 + 1_000L * round);
            Thread contender = inThread(() -> {
                boolean mine = mutex.acquire(about);
                if (mine) {
                    mutex.release();
                }
                got.set(mine);
            });
            handler().sleep(about);
            mutex.release(holder);
            join(contender);
            assertThat(got.get()).isNotNull();
            assertThat(mutex.isHeld()).isFalse();
        }
    }

    @Test
    void H16_whereWaitingIsForbiddenItIsRefusedAndLeavesNothingBehind() {
        Event event = handler().newEvent(newLane());
        Mutex mutex = handler().newMutex(newLane());
        Object holder = new Object();
        mutex.acquireAsync(holder);
        List<Consumer<@Nullable Duration>> waits = List.of(event::await, mutex::acquire);
        Deferred<List<Boolean>> refused = handler().newDeferred(newLane());
        handler()
                .schedule(
                        Duration.ZERO,
                        () -> refused.succeed(waits.stream()
                                .map(wait -> {
                                    try {
                                        wait.accept(PATIENCE);
                                        return false;
                                    } catch (BlockingForbiddenException e) {
                                        return true;
                                    }
                                })
                                .toList()));
        assertThat(refused.get(PATIENCE)).containsExactly(true, true);
        mutex.release(holder);
        assertThat(mutex.isHeld()).isFalse();
    }

    @Test
    void H17_theHolderOfAReentrantLockHoldsItUntilItsLastRelease() {
        Mutex mutex = handler().newReentrantMutex(newLane());
        assertThat(mutex.acquire(null)).isTrue();
        assertThat(mutex.acquire(PATIENCE)).isTrue();
        assertThat(mutex.acquireAsync(Thread.currentThread()).isSuccessful()).isTrue();
        Object other = new Object();
        AsyncResult<?> others = mutex.acquireAsync(other);
        mutex.release();
        mutex.release();
        assertThat(others.isDone()).isFalse();
        mutex.release();
        assertThat(others.isSuccessful()).isTrue();
        assertThat(mutex.acquire(SHORT)).isFalse();
        mutex.release(other);
        assertThat(mutex.isHeld()).isFalse();
    }

    @Test
    void H17_theHolderOfAPlainLockQueuesBehindItself() {
        Mutex mutex = handler().newMutex(newLane());
        assertThat(mutex.acquire(null)).isTrue();
        assertThat(mutex.acquire(SHORT)).isFalse();
        mutex.release();
        assertThat(mutex.isHeld()).isFalse();
    }

    @Test
    void H18_randomNumbersAreSafeFromAnyThread() {
        RandomGenerator random = handler().random();
        Set<Long> seen = ConcurrentHashMap.newKeySet();
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(i -> inThread(() -> random.longs(1_000).forEach(seen::add)))
                .toList();
        threads.forEach(HandlerContract::join);
        assertThat(seen).hasSizeGreaterThan(3_990);
        assertThat(random.nextDouble()).isBetween(0.0, 1.0);
    }
}
