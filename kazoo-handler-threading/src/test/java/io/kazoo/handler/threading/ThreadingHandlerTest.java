package io.kazoo.handler.threading;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.DialRequest;
import io.kazoo.handler.HandlerProvider;
import io.kazoo.handler.Lane;
import io.kazoo.handler.Timeout;
import io.kazoo.handler.nio.SerialLane;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is special about this handler: how many threads it has, and what it does when things break that never break. */
class ThreadingHandlerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BlockingQueue<Selector> selectors = new LinkedBlockingQueue<>();
    private final AtomicInteger selectorsToFail = new AtomicInteger();
    private final ThreadingHandler handler = new ThreadingHandler(this::openSelector);

    private Selector openSelector() throws IOException {
        if (selectorsToFail.getAndDecrement() > 0) {
            throw new IOException("thrown by the test");
        }
        Selector selector = Selector.open();
        selectors.add(selector);
        return selector;
    }

    @AfterEach
    void close() {
        handler.close();
    }

    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(PATIENCE).pollInSameThread().pollInterval(Duration.ofMillis(5));
    }

    private List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(handler + "-"))
                .toList();
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theServiceLoaderFindsIt() {
        List<HandlerProvider> providers = ServiceLoader.load(HandlerProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals("threading"))
                .toList();
        assertThat(providers).hasSize(1);
        assertThat(providers.get(0).create()).isInstanceOf(ThreadingHandler.class);
    }

    @Test
    void aThousandClientsCostAHandfulOfDaemons() throws Exception {
        int clients = 1_000;
        handler.start();
        try (ServerSocket server = new ServerSocket(0, clients, InetAddress.getLoopbackAddress())) {
            CountDownLatch ready = new CountDownLatch(5 * clients);
            List<Timeout> timeouts = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                for (int lane = 0; lane < 3; lane++) {
                    handler.newLane("client-" + i).execute(ready::countDown);
                }
                handler.schedule(Duration.ofMillis(1), ready::countDown);
                timeouts.add(handler.schedule(Duration.ofHours(1), ready::countDown));
                dial(server, new Peeking(ready));
            }
            await(ready);
            List<Thread> threads = threads();
            assertThat(threads).hasSizeBetween(3, 6).allMatch(Thread::isDaemon);
            assertThat(threads).extracting(Thread::getName).contains(handler + "-io", handler + "-timer");
            assertThat(timeouts).allMatch(Timeout::cancel);
        }
    }

    @Test
    void lanesThatBlockWhereTheHandlerCannotSeeItHoldUpNoOtherAndTheirThreadsLeave() throws Exception {
        handler.start();
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(40);
        CountDownLatch released = new CountDownLatch(40);
        for (int i = 0; i < 40; i++) {
            handler.newLane("blocking").execute(() -> {
                blocked.countDown();
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                released.countDown();
            });
        }
        await(blocked);
        CountDownLatch passed = new CountDownLatch(1);
        handler.newLane("other").execute(passed::countDown);
        await(passed);
        assertThat(threads()).hasSizeGreaterThan(40);
        gate.countDown();
        await(released);
        eventually().until(() -> threads().size() <= 6);
    }

    @Test
    void waitingLanesAreReplacedAndTheReplacementsLeave() throws Exception {
        handler.start();
        Deferred<String> gate = new Deferred<>(handler.newLane("gate"));
        CountDownLatch released = new CountDownLatch(40);
        for (int i = 0; i < 40; i++) {
            handler.newLane("waiting").execute(() -> {
                gate.get();
                released.countDown();
            });
        }
        CountDownLatch passed = new CountDownLatch(1);
        handler.newLane("other").execute(passed::countDown);
        await(passed);
        gate.succeed("open");
        await(released);
        eventually().until(() -> threads().size() <= 6);
    }

    @Test
    void anInterruptLeftBehindHitsNobodyElse() throws Exception {
        handler.start();
        Lane lane = handler.newLane("a");
        List<Boolean> interrupted = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(20);
        lane.execute(() -> Thread.currentThread().interrupt());
        for (int i = 0; i < 20; i++) {
            (i < 10 ? lane : handler.newLane("b")).execute(() -> {
                interrupted.add(Thread.currentThread().isInterrupted());
                Thread.currentThread().interrupt();
                done.countDown();
            });
        }
        await(done);
        assertThat(interrupted).hasSize(20).containsOnly(false);
    }

    @Test
    void whatATaskThrowsIsLoggedWithTheNameOfItsLane() {
        List<LogRecord> records = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger(SerialLane.class.getPackageName());
        Handler capture = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                records.add(logged);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(capture);
        try {
            handler.start();
            IllegalStateException thrown = new IllegalStateException("thrown by the test");
            handler.newLane("noisy").execute(() -> {
                throw thrown;
            });
            eventually()
                    .untilAsserted(() -> assertThat(records).anySatisfy(logged -> {
                        assertThat(logged.getThrown()).isSameAs(thrown);
                        assertThat(logged.getMessage()).contains("noisy");
                    }));
        } finally {
            logger.removeHandler(capture);
        }
    }

    @Test
    void aJobThatDoesNotEndIsInterruptedByCloseAndItsResultFails() throws Exception {
        handler.start();
        CountDownLatch started = new CountDownLatch(1);
        AsyncResult<String> result = handler.spawn(handler.newLane("a"), () -> {
            started.countDown();
            new CountDownLatch(1).await();
            return "never";
        });
        await(started);
        handler.close();
        assertThat(result.await(PATIENCE)).isTrue();
        assertThat(result.failure()).isInstanceOf(InterruptedException.class);
        eventually().until(() -> threads().isEmpty());
    }

    @Test
    void closingFromALaneLeavesThatTaskAlone() throws Exception {
        handler.start();
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch undisturbed = new CountDownLatch(1);
        handler.newLane("closing").execute(() -> {
            handler.close();
            closed.countDown();
            try {
                gate.await();
                undisturbed.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await(closed);
        // The thread that interrupts what does not end by itself has ended, too.
        eventually().until(() -> threads().size() == 1);
        gate.countDown();
        await(undisturbed);
        eventually().until(() -> threads().isEmpty());
    }

    @Test
    void whenTheSelectorFailsConnectionsCloseAndNewOnesWork() throws Exception {
        handler.start();
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Peeking first = new Peeking();
            dial(server, first);
            await(first.connected);
            selectorsToFail.set(3);
            selectors.take().close();
            await(first.closed);
            assertThat(first.cause).isNotNull();

            eventually().until(() -> {
                Peeking next = new Peeking();
                dial(server, next);
                await(next.decided);
                return next.connected.getCount() == 0;
            });
            assertThat(selectorsToFail).hasValueLessThan(0);
        }
    }

    @Test
    void withoutAnySelectorDialsFailAndCloseWorks() throws Exception {
        selectorsToFail.set(Integer.MAX_VALUE);
        handler.start();
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Peeking listener = new Peeking();
            dial(server, listener);
            await(listener.decided);
            assertThat(listener.cause).isInstanceOf(IOException.class);
        }
        handler.close();
        eventually().until(() -> threads().isEmpty());
    }

    private void dial(ServerSocket server, Peeking listener) {
        handler.dial(new DialRequest((InetSocketAddress) server.getLocalSocketAddress(), "server", PATIENCE), listener);
    }
}
