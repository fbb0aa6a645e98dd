package io.kazoo.benchmarks.client;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A cache of a tree of so many nodes, a hundred to a directory, of 100 bytes each: how long it takes to load, what it takes
 * in memory, how fast it follows when nodes are written: {@code server nodes}. Who comes first makes the tree.
 */
final class TreeWorkload implements Workload {
    private static final int UNDER_WAY = 500;
    private static final int PER_DIRECTORY = 100;
    private static final int MOST_WRITES = 10_000;
    private static final int LIMIT_SECONDS = 120;
    private static final byte[] DATA = "x".repeat(MeasuredClient.WRITTEN_BYTES).getBytes(StandardCharsets.UTF_8);

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** A request about the node of a number. */
    private interface Request {
        void send(int number, MeasuredClient.Completion done);
    }

    @Override
    public Map<String, Double> run(Contestant contestant, Settings settings) throws Exception {
        int nodes = settings.number("nodes");
        String root = "/tree-" + nodes;
        Map<String, Double> result = new LinkedHashMap<>();
        try (MeasuredClient client = contestant.open(settings.text("server"), SESSION_MILLIS)) {
            plant(client, root, nodes);
            long heap = WatchWorkload.usedHeap();
            int writes = Math.min(nodes, MOST_WRITES);
            CountDownLatch updates = new CountDownLatch(writes);
            long begin = System.nanoTime();
            AutoCloseable cache = client.cache(root, updates::countDown);
            result.put("loadMicrosPerNode", micros(begin, nodes));
            result.put("heapBytesPerNode", (WatchWorkload.usedHeap() - heap) / (double) nodes);
            begin = System.nanoTime();
            all(writes, (number, done) -> client.setAsync(path(root, number), DATA, done));
            if (!updates.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(updates.getCount() + " updates of " + writes + " did not come");
            }
            result.put("followedPerSecond", 1e6 / micros(begin, writes));
            cache.close();
        }
        return result;
    }

    private void plant(MeasuredClient client, String root, int nodes) throws Exception {
        String last = root + "-is-there";
        try {
            client.get(last);
            return;
        } catch (Exception missing) {
            // this one is the first
        }
        all(1, (number, done) -> client.createAsync(root, DATA, done));
        int directories = (nodes + PER_DIRECTORY - 1) / PER_DIRECTORY;
        all(directories, (number, done) -> client.createAsync(root + "/" + number, DATA, done));
        all(nodes, (number, done) -> client.createAsync(path(root, number), DATA, done));
        all(1, (number, done) -> client.createAsync(last, DATA, done));
    }

    private static String path(String root, int number) {
        return root + "/" + number / PER_DIRECTORY + "/node-" + number;
    }

    private void all(int count, Request request) throws Exception {
        Semaphore free = new Semaphore(UNDER_WAY);
        for (int i = 0; i < count; i++) {
            free.acquire();
            request.send(i, cause -> {
                if (cause != null) {
                    failure.compareAndSet(null, cause);
                }
                free.release();
            });
        }
        if (!free.tryAcquire(UNDER_WAY, LIMIT_SECONDS, TimeUnit.SECONDS) || failure.get() != null) {
            throw new IllegalStateException("requests failed", failure.get());
        }
    }

    private static double micros(long begin, int count) {
        return (System.nanoTime() - begin) / 1e3 / count;
    }
}
