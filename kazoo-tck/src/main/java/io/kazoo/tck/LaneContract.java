package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.handler.Deferred;
import io.kazoo.handler.Handler;
import io.kazoo.handler.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Level 0: ordered lanes, rules H-1 to H-4. */
public abstract class LaneContract extends HandlerContract {
    private static final int SUBMITTERS = 4;
    private static final int TASKS = 5_000;

    /** For the handler's tests. */
    protected LaneContract() {}

    @Test
    void H1_tasksOfOneLaneNeverOverlap() {
        Lane lane = newLane();
        AtomicBoolean inside = new AtomicBoolean();
        AtomicBoolean overlap = new AtomicBoolean();
        int[] unguarded = new int[1];
        submitFromSeveralThreads((submitter, number) -> lane.execute(() -> {
            if (!inside.compareAndSet(false, true)) {
                overlap.set(true);
            }
            unguarded[0]++;
            inside.set(false);
        }));
        drain(lane);
        assertThat(overlap).isFalse();
        assertThat(unguarded[0]).isEqualTo(SUBMITTERS * TASKS);
    }

    @Test
    void H1_tasksRunInTheOrderInWhichEachThreadSubmittedThem() {
        Lane lane = newLane();
        int[] last = IntStream.generate(() -> -1).limit(SUBMITTERS).toArray();
        List<String> wrong = new ArrayList<>();
        submitFromSeveralThreads((submitter, number) -> lane.execute(() -> {
            if (number != last[submitter] + 1) {
                wrong.add(submitter + ": " + number + " after " + last[submitter]);
            }
            last[submitter] = number;
        }));
        drain(lane);
        assertThat(wrong).isEmpty();
        assertThat(last).containsOnly(TASKS - 1);
    }

    @Test
    @Tag("KT132")
    void H1_aTaskNeverRunsInsideTheCallThatSubmitsIt() {
        Lane lane = newLane();
        Lane other = newLane();
        List<String> trace = new ArrayList<>();
        lane.execute(() -> {
            trace.add("first begins");
            lane.execute(() -> trace.add("second"));
            trace.add("first ends");
        });
        drain(lane);
        drain(lane);
        assertThat(trace).containsExactly("first begins", "first ends", "second");

        AtomicReference<@Nullable Thread> submitting = new AtomicReference<>();
        AtomicBoolean nested = new AtomicBoolean();
        CountDownLatch ran = new CountDownLatch(1);
        other.execute(() -> {
            submitting.set(Thread.currentThread());
            lane.execute(() -> {
                nested.set(submitting.get() == Thread.currentThread());
                ran.countDown();
            });
            submitting.set(null);
        });
        await(ran);
        assertThat(nested).isFalse();
    }

    @Test
    void H1_noTaskIsLostBetweenBusyAndIdle() {
        Lane ping = newLane();
        Lane pong = newLane();
        AtomicInteger turns = new AtomicInteger(20_000);
        CountDownLatch done = new CountDownLatch(1);
        AtomicReference<@Nullable Runnable> hit = new AtomicReference<>();
        hit.set(() -> {
            int left = turns.decrementAndGet();
            if (left > 0) {
                (left % 2 == 0 ? ping : pong).execute(java.util.Objects.requireNonNull(hit.get()));
            } else {
                done.countDown();
            }
        });
        ping.execute(java.util.Objects.requireNonNull(hit.get()));
        await(done);
    }

    @Test
    void H1_aLaneKnowsItsOwnTasks() {
        Lane lane = newLane();
        Lane other = newLane();
        List<Boolean> seen = new ArrayList<>();
        lane.execute(() -> {
            seen.add(lane.isCurrent());
            seen.add(other.isCurrent());
        });
        drain(lane);
        assertThat(seen).containsExactly(true, false);
        seen.clear();
        for (int i = 0; i < 50; i++) {
            drain(lane); // on a thread that may run the other lane next
            other.execute(() -> seen.add(lane.isCurrent()));
            drain(other);
        }
        assertThat(seen).hasSize(50).containsOnly(false);
        assertThat(lane.isCurrent()).isFalse();
        assertThat(lane.handler()).isSameAs(handler());
    }

    @Test
    @Tag("KT146")
    void H2_aTaskThatThrowsDoesNotStopTheLane() {
        Lane lane = newLane();
        List<String> ran = new ArrayList<>();
        lane.execute(() -> {
            ran.add("exception");
            throw new IllegalStateException("thrown by the test");
        });
        lane.execute(() -> {
            ran.add("error");
            throw new AssertionError("thrown by the test");
        });
        lane.execute(() -> ran.add("next"));
        drain(lane);
        assertThat(ran).containsExactly("exception", "error", "next");
    }

    @Test
    void H3_aLaneOfAHandlerNeverStartedRunsTasksElsewhere() {
        Handler idle = newHandler();
        try {
            runsTasksElsewhereAndInOrder(idle.newLane("tck"));
        } finally {
            idle.close();
        }
    }

    @Test
    void H3_afterCloseTasksRunElsewhere() {
        Lane lane = newLane();
        drain(lane);
        handler().close();
        runsTasksElsewhereAndInOrder(lane);
    }

    private static void runsTasksElsewhereAndInOrder(Lane lane) {
        List<String> trace = new ArrayList<>();
        List<Thread> threads = new CopyOnWriteArrayList<>();
        CountDownLatch submitted = new CountDownLatch(1);
        lane.execute(() -> {
            await(submitted); // would wait for ever inside the call that submits it
            trace.add("first begins");
            threads.add(Thread.currentThread());
            lane.execute(() -> {
                trace.add(lane.isCurrent() ? "third" : "third, not current");
                threads.add(Thread.currentThread());
            });
            trace.add("first ends");
        });
        lane.execute(() -> {
            trace.add("second");
            throw new IllegalStateException("thrown by the test");
        });
        submitted.countDown();
        drain(lane);
        drain(lane);
        assertThat(trace).containsExactly("first begins", "first ends", "second", "third");
        assertThat(threads).hasSize(2).doesNotContain(Thread.currentThread());
    }

    @Test
    void H3_whatIsSubmittedAroundCloseRunsOnceAndOneAtATime() {
        Lane lane = newLane();
        int[] unguarded = new int[1];
        AtomicInteger counted = new AtomicInteger();
        AtomicInteger submitted = new AtomicInteger();
        Thread closer = inThread(() -> {
            eventually().until(() -> submitted.get() > TASKS);
            handler().close();
        });
        submitFromSeveralThreads((submitter, number) -> {
            lane.execute(() -> {
                unguarded[0]++;
                counted.incrementAndGet();
            });
            submitted.incrementAndGet();
        });
        join(closer);
        eventually().until(() -> counted.get() == SUBMITTERS * TASKS);
        drain(lane);
        assertThat(counted).hasValue(SUBMITTERS * TASKS);
        assertThat(unguarded[0]).isEqualTo(SUBMITTERS * TASKS);
    }

    @Test
    void H4_lanesThatWaitHoldUpNoOther() {
        assumeLanesMayBlock();
        Deferred<String> gate = newDeferred();
        CountDownLatch waited = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            newLane().execute(() -> {
                assertThat(gate.get(PATIENCE)).isEqualTo("open");
                waited.countDown();
            });
        }
        drain(newLane());
        drain(newLane());
        assertThat(waited.getCount()).isEqualTo(50);
        gate.succeed("open");
        await(waited);
    }

    @Test
    void H4_aChainOfLanesThatWaitForEachOtherEnds() {
        assumeLanesMayBlock();
        Deferred<String> last = newDeferred();
        Deferred<String> first = last;
        for (int i = 0; i < 50; i++) {
            Deferred<String> behind = first;
            Deferred<String> mine = newDeferred();
            newLane().execute(() -> mine.succeed(behind.get(PATIENCE) + "."));
            first = mine;
        }
        newLane().execute(() -> last.succeed("end"));
        assertThat(first.get(PATIENCE)).startsWith("end").hasSize(3 + 50);
    }

    private interface Submission {
        void submit(int submitter, int number);
    }

    private static void submitFromSeveralThreads(Submission submission) {
        List<Thread> submitters = new ArrayList<>();
        for (int submitter = 0; submitter < SUBMITTERS; submitter++) {
            int mine = submitter;
            submitters.add(inThread(() -> IntStream.range(0, TASKS).forEach(i -> submission.submit(mine, i))));
        }
        submitters.forEach(HandlerContract::join);
    }
}
