package io.kazoo.handler.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The watch over event loops hears of those that wait and of those that run too long. */
class LoopsTest {
    private final Vertx vertx = Loops.newVertx(1);
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void close() throws Exception {
        never.countDown();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        Loops.takeBlocked();
    }

    private static List<String> heard() {
        return Awaitility.await().atMost(20, TimeUnit.SECONDS).until(Loops::takeBlocked, blocked -> !blocked.isEmpty());
    }

    @Test
    void aLoopThatRunsTooLongIsHeard() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        vertx.runOnContext(nothing -> {
            long until = threads.getCurrentThreadCpuTime() + TimeUnit.MILLISECONDS.toNanos(1_000);
            while (threads.getCurrentThreadCpuTime() - until < 0) {
                Thread.onSpinWait();
            }
        });
        assertThat(heard().get(0)).contains("RUNNABLE");
    }

    @Test
    void aLoopThatWaitsIsHeard() {
        vertx.runOnContext(nothing -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(heard().get(0)).contains("WAITING");
    }
}
