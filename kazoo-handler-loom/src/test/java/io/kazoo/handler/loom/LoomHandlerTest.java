package io.kazoo.handler.loom;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.KazooInterruptedException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.HandlerProvider;
import io.kazoo.handler.Lane;
import io.kazoo.handler.Mutex;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is special about this handler: which of its threads are virtual, and that waiting costs no carrier. */
class LoomHandlerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** More than there are carriers on any machine that runs this. */
    private static final int MANY = 2_000;

    private final LoomHandler handler = new LoomHandler();

    @BeforeEach
    void start() {
        handler.start();
    }

    @AfterEach
    void close() {
        handler.close();
    }

    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(PATIENCE).pollInSameThread().pollInterval(Duration.ofMillis(5));
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private List<Thread> platformThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(handler + "-"))
                .toList();
    }

    @Test
    void theServiceLoaderFindsIt() {
        List<HandlerProvider> providers = ServiceLoader.load(HandlerProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals("loom"))
                .toList();
        assertThat(providers).hasSize(1);
        assertThat(providers.get(0).create()).isInstanceOf(LoomHandler.class);
    }

    @Test
    void threadsSayWhoseTheyAreAndWhatTheyDo() {
        Deferred<Thread> lane = handler.newDeferred(handler.newLane("test"));
        handler.newLane("watch").execute(() -> lane.succeed(Thread.currentThread()));
        assertThat(lane.get(PATIENCE).isVirtual()).isTrue();
        assertThat(lane.get().getName()).isEqualTo(handler + "-lane-watch");
        Thread job =
                handler.spawn(handler.newLane("test"), Thread::currentThread).get(PATIENCE);
        assertThat(job.isVirtual()).isTrue();
        assertThat(job.getName()).isEqualTo(handler + "-offload");
        Deferred<Thread> timer = handler.newDeferred(handler.newLane("test"));
        handler.schedule(Duration.ZERO, () -> timer.succeed(Thread.currentThread()));
        assertThat(timer.get(PATIENCE).getName()).isEqualTo(handler + "-timer");
        assertThat(platformThreads())
                .allMatch(Thread::isDaemon)
                .extracting(Thread::getName)
                .containsExactlyInAnyOrder(handler + "-io", handler + "-timer");
    }

    @Test
    void tasksInheritNothingFromWhoSubmitsThem() {
        InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
        local.set("the submitter's");
        Deferred<Boolean> clean = handler.newDeferred(handler.newLane("test"));
        handler.newLane("test")
                .execute(() -> clean.succeed(local.get() == null
                        && LoomHandler.class
                                .getClassLoader()
                                .equals(Thread.currentThread().getContextClassLoader())));
        assertThat(clean.get(PATIENCE)).isTrue();
    }

    @Test
    void lanesThatBlockInAnyWayHoldUpNoOther() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        Deferred<String> result = handler.newDeferred(handler.newLane("result"));
        CountDownLatch released = new CountDownLatch(MANY);
        for (int i = 0; i < MANY; i++) {
            boolean even = i % 2 == 0;
            handler.newLane("blocking").execute(() -> {
                try {
                    if (even) {
                        gate.await();
                    } else {
                        result.get();
                    }
                    released.countDown();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        CountDownLatch passed = new CountDownLatch(1);
        handler.newLane("other").execute(passed::countDown);
        await(passed);
        assertThat(platformThreads()).hasSizeLessThanOrEqualTo(2);
        gate.countDown();
        result.succeed("open");
        await(released);
    }

    @Test
    void anInterruptLeftBehindHitsNobodyElse() throws Exception {
        Lane lane = handler.newLane("a");
        List<Boolean> interrupted = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(20);
        for (int i = 0; i < 20; i++) {
            lane.execute(() -> {
                interrupted.add(Thread.currentThread().isInterrupted());
                Thread.currentThread().interrupt();
                done.countDown();
            });
        }
        await(done);
        assertThat(interrupted).hasSize(20).containsOnly(false);
    }

    /** What a scope of structured concurrency does when one of its tasks fails: it interrupts the others and joins them. */
    @Test
    void anInterruptOfVirtualThreadsCancelsWhatTheyWaitFor() throws Exception {
        List<Deferred<String>> operations = IntStream.range(0, MANY)
                .mapToObj(i -> handler.<String>newDeferred(handler.newLane("test")))
                .toList();
        AtomicInteger interrupted = new AtomicInteger();
        CountDownLatch waiting = new CountDownLatch(MANY);
        try (ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            operations.forEach(operation -> {
                Future<?> unused = tasks.submit(() -> {
                    waiting.countDown();
                    try {
                        operation.get();
                    } catch (KazooInterruptedException e) {
                        if (Thread.currentThread().isInterrupted()) {
                            interrupted.incrementAndGet();
                        }
                    }
                });
            });
            await(waiting);
            tasks.shutdownNow();
        }
        assertThat(interrupted).hasValue(MANY);
        assertThat(operations)
                .allSatisfy(operation -> assertThat(operation.failure()).isInstanceOf(CancelledException.class));
    }

    @Test
    void virtualThreadsShareALock() {
        Mutex mutex = handler.newReentrantMutex(handler.newLane("test"));
        int[] unguarded = {0};
        try (ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < MANY; i++) {
                Future<?> unused = tasks.submit(() -> {
                    mutex.acquire(null);
                    mutex.acquire(null);
                    unguarded[0]++;
                    mutex.release();
                    mutex.release();
                });
            }
        }
        assertThat(unguarded[0]).isEqualTo(MANY);
    }

    @Test
    void closeEndsVirtualThreadsToo() throws Exception {
        Thread[] threads = new Thread[MANY];
        CountDownLatch started = new CountDownLatch(MANY);
        AsyncResult<String> last = null;
        for (int i = 0; i < MANY; i++) {
            int number = i;
            last = handler.spawn(handler.newLane("test"), () -> {
                threads[number] = Thread.currentThread();
                started.countDown();
                new CountDownLatch(1).await();
                return "never";
            });
        }
        await(started);
        handler.close();
        eventually().until(() -> List.of(threads).stream().noneMatch(Thread::isAlive));
        assertThat(platformThreads()).isEmpty();
        assertThat(last.failure()).isInstanceOf(InterruptedException.class);
    }
}
