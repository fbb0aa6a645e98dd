package io.kazoo.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Threads that wait for a result again and again must not leave anything behind in it. */
class ParkingTest {
    private final Deferred<String> result = new Deferred<>(new UnusedLane());

    @Test
    void whoGivesUpIsForgottenThoughSomebodyElseCameLater() throws Exception {
        Thread patient = new Thread(() -> park(Long.MAX_VALUE));
        for (int i = 0; i < 100; i++) {
            assertThat(result.park(1)).isFalse();
        }
        patient.start();
        for (int i = 0; i < 100; i++) {
            assertThat(result.park(1)).isFalse();
        }
        while (waiters() == 0) {
            Thread.onSpinWait();
        }
        assertThat(waiters()).isEqualTo(1);
        result.succeed("done");
        patient.join();
        assertThat(waiters()).isZero();
    }

    @Test
    void manyPollersLeaveNothingBehindAndMissNothing() throws Exception {
        List<Thread> pollers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            long nanos = 1 + 500L * i;
            Thread poller = new Thread(() -> {
                for (int turn = 0; turn < 20_000; turn++) {
                    park(nanos);
                }
            });
            pollers.add(poller);
            poller.start();
        }
        for (Thread poller : pollers) {
            poller.join();
        }
        // The last may have met the traces of a change that another one had just undone; the next one clears them.
        park(1);
        assertThat(waiters()).isZero();
        List<Thread> patient = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Thread thread = new Thread(() -> park(Long.MAX_VALUE));
            patient.add(thread);
            thread.start();
            park(1_000L * i);
        }
        result.succeed("done");
        for (Thread thread : patient) {
            thread.join();
        }
    }

    private void park(long nanos) {
        try {
            result.park(nanos);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Follows the list by reflection: nothing but this test counts it. */
    private int waiters() throws ReflectiveOperationException {
        Field waiters = Parking.class.getDeclaredField("waiters");
        waiters.setAccessible(true);
        int count = 0;
        for (Object waiter = waiters.get(result); waiter != null; count++) {
            Field next = waiter.getClass().getDeclaredField("next");
            next.setAccessible(true);
            waiter = next.get(waiter);
        }
        return count;
    }

    private static final class UnusedLane implements Lane {
        @Override
        public void execute(Runnable task) {
            throw new AssertionError("not used");
        }

        @Override
        public boolean isCurrent() {
            return false;
        }

        @Override
        public Handler handler() {
            throw new AssertionError("not used");
        }
    }
}
