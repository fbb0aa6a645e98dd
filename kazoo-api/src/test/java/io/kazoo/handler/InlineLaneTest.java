package io.kazoo.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InlineLaneTest {
    /** A lane whose tasks run when the test says so. */
    private static final class ManualLane implements Lane {
        final Deque<Runnable> tasks = new ArrayDeque<>();

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public boolean isCurrent() {
            return false;
        }

        @Override
        public Handler handler() {
            throw new AssertionError("not asked");
        }
    }

    private final ManualLane relief = new ManualLane();
    private final InlineLane lane = new InlineLane(relief);
    private final List<String> seen = new ArrayList<>();

    @Test
    void aTaskRunsInTheThreadThatSubmitsIt() {
        Thread[] ran = new Thread[1];
        lane.execute(() -> ran[0] = Thread.currentThread());
        assertThat(ran[0]).isSameAs(Thread.currentThread());
        assertThat(relief.tasks).isEmpty();
    }

    @Test
    void aTaskOfATaskRunsAfterIt() {
        lane.execute(() -> {
            lane.execute(() -> {
                lane.execute(() -> seen.add("third"));
                seen.add("second");
            });
            seen.add("first");
        });
        assertThat(seen).containsExactly("first", "second", "third");
    }

    @Test
    void isCurrentInItsTasksOnly() throws InterruptedException {
        assertThat(lane.isCurrent()).isFalse();
        List<Boolean> current = Collections.synchronizedList(new ArrayList<>());
        Thread[] other = new Thread[1];
        lane.execute(() -> {
            current.add(lane.isCurrent());
            other[0] = new Thread(() -> current.add(lane.isCurrent()));
            other[0].start();
            join(other[0]);
            lane.execute(() -> current.add(lane.isCurrent()));
        });
        assertThat(current).containsExactly(true, false, true);
        assertThat(lane.isCurrent()).isFalse();
    }

    @Test
    void aTaskThatThrowsDoesNotStopTheRest() {
        lane.execute(() -> {
            lane.execute(() -> seen.add("next"));
            throw new IllegalStateException("thrown by the test");
        });
        lane.execute(() -> {
            throw new AssertionError("thrown by the test");
        });
        lane.execute(() -> seen.add("last"));
        assertThat(seen).containsExactly("next", "last");
    }

    /** Who brings one task must not have to run those of everybody else for ever. */
    @Test
    void aThreadThatHasDoneItsShareIsRelieved() {
        lane.execute(() -> IntStream.range(0, 1000).forEach(i -> lane.execute(() -> seen.add("task " + i))));
        assertThat(seen).hasSizeBetween(1, 999);
        int before = seen.size();
        lane.execute(() -> seen.add("behind"));
        assertThat(seen).as("somebody is to go on").hasSize(before);
        while (!relief.tasks.isEmpty()) {
            relief.tasks.remove().run();
        }
        assertThat(seen).hasSize(1001).endsWith("task 999", "behind");
        lane.execute(() -> seen.add("idle again"));
        assertThat(seen).endsWith("idle again");
    }

    /** Unguarded on purpose: the tasks of a lane see what earlier ones wrote, whoever ran them. */
    @Test
    void tasksOfManyThreadsRunOneAtATimeEachThreadsInOrder() {
        InlineLane shared = new InlineLane(new InlineLane(relief));
        int[] total = new int[1];
        int threads = 4;
        int each = 20_000;
        int[] last = new int[threads];
        int[] outOfOrder = new int[1];
        CountDownLatch together = new CountDownLatch(threads);
        List<Thread> all = IntStream.range(0, threads)
                .mapToObj(thread -> new Thread(() -> {
                    together.countDown();
                    for (int i = 1; i <= each; i++) {
                        int number = i;
                        shared.execute(() -> {
                            total[0]++;
                            outOfOrder[0] += last[thread] == number - 1 ? 0 : 1;
                            last[thread] = number;
                        });
                    }
                }))
                .toList();
        all.forEach(Thread::start);
        all.forEach(InlineLaneTest::join);
        while (!relief.tasks.isEmpty()) {
            relief.tasks.remove().run();
        }
        assertThat(total[0]).isEqualTo(threads * each);
        assertThat(outOfOrder[0]).isZero();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
