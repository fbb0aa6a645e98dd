package io.kazoo.benchmarks.client;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Many watches of one client on the canned server, which fires all of them or drops the connection when told to: {@code
 * server watches}. Times are those of the client; the bytes are what it sent to set the watches again.
 */
final class WatchWorkload implements Workload {
    private static final int UNDER_WAY = 1000;
    private static final int LIMIT_SECONDS = 60;

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    @Override
    public Map<String, Double> run(Contestant contestant, Settings settings) throws Exception {
        int count = settings.number("watches");
        Map<String, Double> result = new LinkedHashMap<>();
        try (MeasuredClient client = contestant.open(settings.text("server"), SESSION_MILLIS)) {
            client.get(NODE);
            long heap = usedHeap();
            CountDownLatch fired = new CountDownLatch(count);
            long begin = System.nanoTime();
            setAll(client, count, fired);
            result.put("setMicrosPerWatch", micros(begin, count));
            result.put("heapBytesPerWatch", (usedHeap() - heap) / (double) count);
            begin = System.nanoTime();
            dropConnection(client);
            result.put("againMicrosPerWatch", micros(begin, count));
            result.put("againBytesPerWatch", setAgainBytes(client) / count);
            begin = System.nanoTime();
            client.delete("/fire");
            if (!fired.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(fired.getCount() + " watches of " + count + " did not fire");
            }
            result.put("fireMicrosPerWatch", micros(begin, count));
        }
        return result;
    }

    private void setAll(MeasuredClient client, int count, CountDownLatch fired) throws Exception {
        Semaphore free = new Semaphore(UNDER_WAY);
        for (int i = 0; i < count; i++) {
            free.acquire();
            client.getAndWatch("/bench/watched-%07d".formatted(i), fired::countDown, cause -> {
                if (cause != null) {
                    failure.compareAndSet(null, cause);
                }
                free.release();
            });
        }
        if (!free.tryAcquire(UNDER_WAY, LIMIT_SECONDS, TimeUnit.SECONDS) || failure.get() != null) {
            throw new IllegalStateException("setting watches failed", failure.get());
        }
    }

    /** Returns when the client is served again, which it is when its watches are set. */
    private static void dropConnection(MeasuredClient client) throws Exception {
        try {
            client.delete("/drop");
        } catch (Exception lost) {
            // the reply never comes, which is the point
        }
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (true) {
            try {
                client.get(NODE);
                return;
            } catch (Exception notYet) {
                if (System.nanoTime() > limit) {
                    throw notYet;
                }
                Thread.sleep(1);
            }
        }
    }

    private static double setAgainBytes(MeasuredClient client) throws Exception {
        return Long.parseLong(new String(client.get("/bytes-set-again"), java.nio.charset.StandardCharsets.US_ASCII));
    }

    private static double micros(long begin, int count) {
        return (System.nanoTime() - begin) / 1e3 / count;
    }

    /** Returns how much of the heap is in use by what is reachable. */
    static long usedHeap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
