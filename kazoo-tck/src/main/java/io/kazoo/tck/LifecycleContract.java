package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.AsyncResult;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Handler;
import io.kazoo.handler.Lane;
import io.kazoo.handler.Timeout;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Level 0: start and close, rule H-13, and offloaded jobs, rule H-14. */
public abstract class LifecycleContract extends HandlerContract {
    /** Threads of the JDK and of the tests' tools, which come and go as they like. */
    private static final List<String> NOT_OURS = List.of(
            "tck", "awaitility", "junit", "Common-Cleaner", "ForkJoinPool", "process reaper", "surefire", "C1 ", "C2 ");

    /** For the handler's tests. */
    protected LifecycleContract() {}

    @Test
    @Tag("KT130")
    @Tag("KT266")
    void H13_startAndCloseMayBeCalledTwice() {
        Handler handler = newHandler();
        assertThat(handler.isRunning()).isFalse();
        handler.close();
        handler.start();
        assertThat(handler.isRunning()).isTrue();
        handler.start();
        assertThat(handler.isRunning()).isTrue();
        handler.close();
        assertThat(handler.isRunning()).isFalse();
        handler.close();
        assertThat(handler.isRunning()).isFalse();
    }

    @Test
    void H13_startAfterCloseWorks() {
        Lane old = newLane();
        drain(old);
        for (int i = 0; i < 10; i++) {
            handler().close();
            handler().start();
            everythingWorks(handler());
            drain(old);
        }
    }

    @Test
    void H13_startingAndClosingFromManyThreadsEndsWell() {
        assumeThreadsAreItsOwn();
        Set<Thread> before = liveThreads();
        Handler contested = newHandler();
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(number -> inThread(() -> {
                    for (int i = 0; i < 25; i++) {
                        if ((i + number) % 2 == 0) {
                            contested.start();
                        } else {
                            contested.close();
                        }
                        contested.newLane("tck").execute(() -> {});
                    }
                }))
                .toList();
        threads.forEach(HandlerContract::join);
        contested.start();
        everythingWorks(contested);
        contested.close();
        assertNoThreadIsLeft(before);
    }

    @Test
    void H13_closeEndsEveryThread() {
        assumeThreadsAreItsOwn();
        Set<Thread> before = liveThreads();
        Handler handler = newHandler();
        handler.start();
        everythingWorks(handler);
        handler.close();
        assertNoThreadIsLeft(before);
    }

    @Test
    void H13_closeWorksFromATaskOfALane() {
        closesFrom(close -> newLane().execute(close));
    }

    @Test
    void H13_closeWorksFromATimer() {
        closesFrom(close -> handler().schedule(Duration.ZERO, close));
    }

    @Test
    void H13_closeWorksFromAnOffloadedJob() {
        closesFrom(close -> handler().offload(close));
    }

    @Test
    void H13_closeWorksWhileTheThreadIsInterrupted() {
        closesFrom(close -> inThread(() -> {
            Thread.currentThread().interrupt();
            close.run();
        }));
    }

    private interface Place {
        void run(Runnable close);
    }

    private void closesFrom(Place place) {
        CountDownLatch closed = new CountDownLatch(1);
        place.run(() -> {
            handler().close();
            closed.countDown();
        });
        await(closed);
        assertThat(handler().isRunning()).isFalse();
        handler().start();
        everythingWorks(handler());
    }

    @Test
    void H13_closeEndsLanesThatWait() {
        assumeLanesMayBlock();
        assumeThreadsAreItsOwn();
        Set<Thread> before = liveThreads();
        Handler handler = newHandler();
        handler.start();
        Deferred<String> never = handler.newDeferred(handler.newLane("tck"));
        CountDownLatch waiting = new CountDownLatch(3);
        for (int i = 0; i < 3; i++) {
            handler.newLane("tck").execute(() -> {
                waiting.countDown();
                never.await(null);
            });
        }
        await(waiting);
        handler.close();
        assertNoThreadIsLeft(before);
    }

    @Test
    void H13_whatWasSubmittedBeforeCloseRuns() {
        Lane lane = newLane();
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 10_000; i++) {
            lane.execute(ran::incrementAndGet);
        }
        handler().close();
        eventually().until(() -> ran.get() == 10_000);
    }

    @Test
    @Tag("KT131")
    void H14_aJobStartedBeforeCloseIsFinished() {
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 5; i++) {
            handler().offload(ran::incrementAndGet);
        }
        handler().close();
        assertThat(ran).hasValue(5);
    }

    @Test
    void H14_anOffloadedJobMayBlockAndRunsElsewhere() throws InterruptedException {
        Thread caller = Thread.currentThread();
        Deferred<List<Boolean>> seen = handler().newDeferred(newLane());
        handler().offload(() -> seen.succeed(List.of(handler().mayBlock(), Thread.currentThread() != caller)));
        assertThat(seen.get(PATIENCE)).containsExactly(true, true);
    }

    @Test
    void H14_jobsThatWaitForEachOtherAllRun() {
        CyclicBarrier barrier = new CyclicBarrier(8);
        CountDownLatch met = new CountDownLatch(8);
        for (int i = 0; i < 8; i++) {
            handler().spawn(newLane(), barrier::await).onComplete((arrived, failure) -> {
                if (failure == null) {
                    met.countDown();
                }
            });
        }
        await(met);
    }

    @Test
    void H14_aJobThatThrowsHarmsNothing() {
        handler().offload(() -> {
            throw new IllegalStateException("thrown by the test");
        });
        everythingWorks(handler());
    }

    @Test
    void H14_aHandlerThatDoesNotRunRefusesJobs() {
        Lane lane = newLane();
        handler().close();
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> handler().offload(() -> {}));
        AsyncResult<String> refused = handler().spawn(lane, () -> "value");
        assertThat(refused.await(PATIENCE)).isTrue();
        assertThat(refused.failure()).isInstanceOf(CancelledException.class);
    }

    @Test
    void H14_namesAreResolvedWithoutBlockingTheCaller() {
        List<InetAddress> addresses = handler().resolve(newLane(), "127.0.0.1").get(PATIENCE);
        assertThat(addresses).containsExactly(InetAddress.getLoopbackAddress());
        AsyncResult<List<InetAddress>> unknown = handler().resolve(newLane(), "[no address]");
        assertThat(unknown.await(PATIENCE)).isTrue();
        assertThat(unknown.failure()).isInstanceOf(UnknownHostException.class);
    }

    private static void everythingWorks(Handler handler) {
        assertThat(handler.isRunning()).isTrue();
        Lane lane = handler.newLane("tck");
        drain(lane);
        CountDownLatch done = new CountDownLatch(2);
        Timeout timeout = handler.schedule(Duration.ofMillis(1), done::countDown);
        handler.offload(done::countDown);
        await(done);
        assertThat(timeout.cancel()).isFalse();
    }

    private void assumeThreadsAreItsOwn() {
        Capability.OWN_THREADS.assumeIn(capabilities());
    }

    private static Set<Thread> liveThreads() {
        return Thread.getAllStackTraces().keySet();
    }

    private static void assertNoThreadIsLeft(Set<Thread> before) {
        eventually().untilAsserted(() -> {
            List<Thread> left = new ArrayList<>(liveThreads());
            left.removeAll(before);
            left.removeIf(thread -> NOT_OURS.stream().anyMatch(thread.getName()::startsWith));
            assertThat(left.stream().map(Thread::getName).collect(Collectors.toList()))
                    .isEmpty();
        });
    }
}
