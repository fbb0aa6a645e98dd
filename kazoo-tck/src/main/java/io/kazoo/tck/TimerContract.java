package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.handler.Handler;
import io.kazoo.handler.Timeout;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Level 0: timers, rule H-5. */
public abstract class TimerContract extends HandlerContract {
    /** For the handler's tests. */
    protected TimerContract() {}

    @Test
    void H5_noneOfThousandsOfTimersFiresEarlyAndAllFire() {
        int count = 5_000;
        Random random = new Random(5);
        CountDownLatch fired = new CountDownLatch(count);
        AtomicInteger early = new AtomicInteger();
        for (int i = 0; i < count; i++) {
            Duration delay = Duration.ofMillis(random.nextInt(300));
            long due = handler().nanoTime() + delay.toNanos();
            handler().schedule(delay, () -> {
                if (handler().nanoTime() - due < 0) {
                    early.incrementAndGet();
                }
                fired.countDown();
            });
        }
        await(fired);
        assertThat(early).hasValue(0);
    }

    @Test
    void H5_timersFireByTheirTimeNotByTheirAge() {
        CountDownLatch later = new CountDownLatch(1);
        CountDownLatch sooner = new CountDownLatch(1);
        Timeout farAway = handler().schedule(Duration.ofDays(100_000), later::countDown);
        handler().schedule(Duration.ofMillis(1), sooner::countDown);
        await(sooner);
        assertThat(later.getCount()).isEqualTo(1);
        assertThat(farAway.cancel()).isTrue();
    }

    @Test
    void H5_aDelayOfZeroOrLessMeansAsSoonAsPossible() {
        CountDownLatch fired = new CountDownLatch(3);
        handler().schedule(Duration.ZERO, fired::countDown);
        handler().schedule(Duration.ofMillis(-5), fired::countDown);
        handler().schedule(Duration.ofSeconds(Long.MIN_VALUE), fired::countDown);
        await(fired);
    }

    @Test
    void H5_aCancelledTimerNeverFires() {
        AtomicBoolean fired = new AtomicBoolean();
        CountDownLatch later = new CountDownLatch(1);
        Timeout timeout = handler().schedule(Duration.ofMillis(100), () -> fired.set(true));
        handler().schedule(Duration.ofMillis(200), later::countDown);
        boolean cancelled = timeout.cancel();
        assertThat(timeout.cancel()).as("the second call answers the same").isEqualTo(cancelled);
        await(later);
        assertThat(fired.get()).isEqualTo(!cancelled);
    }

    @Test
    void H5_cancellingAfterTheTaskRanAnswersFalse() {
        CountDownLatch fired = new CountDownLatch(1);
        Timeout timeout = handler().schedule(Duration.ofMillis(1), fired::countDown);
        await(fired);
        assertThat(timeout.cancel()).isFalse();
        assertThat(timeout.cancel()).isFalse();
    }

    @Test
    void H5_aTimerEitherFiresOrIsCancelled() {
        int rounds = 3_000;
        AtomicInteger fired = new AtomicInteger();
        int cancelled = 0;
        List<Timeout> timeouts = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            timeouts.add(handler().schedule(Duration.ofNanos(i % 7 * 100_000L), fired::incrementAndGet));
            if (i % 3 == 0 && timeouts.get(i).cancel()) {
                cancelled++;
            }
        }
        for (int i = 0; i < rounds; i++) {
            if (i % 3 != 0 && timeouts.get(i).cancel()) {
                cancelled++;
            }
        }
        int neverToFire = cancelled;
        eventually().until(() -> fired.get() + neverToFire >= rounds);
        assertThat(fired.get() + neverToFire).isEqualTo(rounds);
    }

    @Test
    void H5_aCancelledTimerFreesItsTask() {
        AtomicReference<@Nullable Timeout> handle = new AtomicReference<>();
        WeakReference<Object> freed = scheduleWithBurden(handle);
        Timeout timeout = Objects.requireNonNull(handle.get());
        assertThat(timeout.cancel()).isTrue();
        eventually().until(() -> {
            System.gc();
            return freed.get() == null;
        });
        assertThat(timeout.cancel()).isTrue();
    }

    private WeakReference<Object> scheduleWithBurden(AtomicReference<@Nullable Timeout> handle) {
        byte[] burden = new byte[1024];
        handle.set(handler().schedule(Duration.ofHours(1), () -> burden[0]++));
        return new WeakReference<>(burden);
    }

    @Test
    void H5_aTaskThatThrowsDoesNotStopTheTimers() {
        CountDownLatch next = new CountDownLatch(1);
        handler().schedule(Duration.ZERO, () -> {
            throw new IllegalStateException("thrown by the test");
        });
        handler().schedule(Duration.ofMillis(1), () -> {
            throw new AssertionError("thrown by the test");
        });
        handler().schedule(Duration.ofMillis(10), next::countDown);
        await(next);
    }

    @Test
    void H5_noTimerFiresAfterClose() {
        AtomicBoolean closed = new AtomicBoolean();
        AtomicInteger late = new AtomicInteger();
        List<Timeout> timeouts = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            timeouts.add(handler().schedule(Duration.ofMillis(i), () -> {
                if (closed.get()) {
                    late.incrementAndGet();
                }
            }));
        }
        CountDownLatch begun = new CountDownLatch(1);
        handler().schedule(Duration.ofMillis(50), begun::countDown);
        await(begun);
        handler().close();
        closed.set(true);

        Handler clock = newHandler();
        try {
            clock.start();
            CountDownLatch past = new CountDownLatch(1);
            clock.schedule(Duration.ofMillis(400), past::countDown);
            await(past);
        } finally {
            clock.close();
        }
        assertThat(late).hasValue(0);
        assertThat(timeouts.get(299).cancel()).as("it never will run").isTrue();
    }

    @Test
    void H5_aTimerOfAHandlerThatDoesNotRunNeverFires() {
        AtomicBoolean fired = new AtomicBoolean();
        handler().close();
        Timeout timeout = handler().schedule(Duration.ZERO, () -> fired.set(true));
        handler().start();
        CountDownLatch later = new CountDownLatch(1);
        handler().schedule(Duration.ofMillis(50), later::countDown);
        await(later);
        assertThat(fired).isFalse();
        assertThat(timeout.cancel()).isTrue();
    }

    @Test
    void H5_whoSetATimerIsToldOnceThatTheHandlerWasClosedBefore() {
        AtomicInteger fired = new AtomicInteger();
        AtomicInteger dropped = new AtomicInteger();
        CountDownLatch early = new CountDownLatch(1);
        handler().schedule(Duration.ZERO, early::countDown, dropped::incrementAndGet);
        await(early);
        Timeout cancelled = handler().schedule(Duration.ofHours(1), fired::incrementAndGet, dropped::incrementAndGet);
        assertThat(cancelled.cancel()).isTrue();
        Timeout waiting = handler().schedule(Duration.ofHours(1), fired::incrementAndGet, dropped::incrementAndGet);
        handler().schedule(Duration.ofHours(1), fired::incrementAndGet, () -> {
            dropped.incrementAndGet();
            throw new IllegalStateException("thrown by the test");
        });
        handler().close();
        assertThat(dropped).hasValue(2);
        assertThat(waiting.cancel()).as("it never will run").isTrue();
        handler().close();
        handler().start();
        handler().close();
        assertThat(dropped).hasValue(2);
        assertThat(fired).hasValue(0);
    }

    @Test
    void H5_whoSetsATimerOnAHandlerThatDoesNotRunIsToldSo() {
        AtomicInteger dropped = new AtomicInteger();
        handler().close();
        handler().schedule(Duration.ofHours(1), dropped::incrementAndGet, dropped::incrementAndGet);
        handler().schedule(Duration.ZERO, dropped::incrementAndGet, dropped::incrementAndGet);
        assertThat(dropped).hasValue(2);
        Handler idle = newHandler();
        idle.schedule(Duration.ZERO, dropped::incrementAndGet, dropped::incrementAndGet);
        assertThat(dropped).hasValue(3);
    }

    @Test
    void H5_aTimerSetWhileTheHandlerClosesFiresOrIsDroppedButNeverForgotten() {
        AtomicInteger set = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        Thread setting = inThread(() -> {
            for (int i = 0; i < 20_000; i++) {
                handler().schedule(Duration.ofMillis(i % 5), ended::incrementAndGet, ended::incrementAndGet);
                set.incrementAndGet();
            }
        });
        eventually().until(() -> set.get() > 5_000);
        handler().close();
        join(setting);
        eventually().until(() -> ended.get() == 20_000);
        assertThat(ended).hasValue(20_000);
    }
}
