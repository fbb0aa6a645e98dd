package io.kazoo.handler.loom;

import io.kazoo.KazooClient;
import io.kazoo.handler.Mutex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The program of {@link ManyThreadsTest}: says how far it has come. */
final class ManyThreads {
    private ManyThreads() {}

    /** Arguments: the servers, how many threads. */
    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[1]);
        LoomHandler handler = new LoomHandler();
        KazooClient client = KazooClient.builder()
                .hosts(args[0])
                .handler(handler)
                .sessionTimeout(Duration.ofMinutes(1))
                .build();
        client.start();
        System.out.println("connected");
        int unused = System.in.read();

        AtomicInteger answered = new AtomicInteger();
        List<Thread> threads = start(count, () -> {
            if (client.exists("/").isPresent()) {
                answered.incrementAndGet();
            }
        });
        report("waiting for replies", threads);
        join(threads);
        System.out.println("answered " + answered);

        Mutex mutex = handler.newMutex(handler.newLane("many"));
        Object holder = new Object();
        mutex.acquireAsync(holder);
        int[] locked = {0};
        threads = start(count, () -> {
            mutex.acquire(null);
            locked[0]++;
            mutex.release();
        });
        report("waiting for the lock", threads);
        mutex.release(holder);
        join(threads);
        System.out.println("locked " + locked[0]);

        client.close();
        handler.close();
        List<Thread> ended = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("kazoo"))
                .toList();
        for (Thread thread : ended) {
            thread.join(10_000); // it may still be on its last steps
        }
        long left = ended.stream().filter(Thread::isAlive).count();
        System.out.println("closed, platform threads left: " + left);
    }

    private static List<Thread> start(int count, Runnable body) {
        List<Thread> threads = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            threads.add(Thread.startVirtualThread(body));
        }
        return threads;
    }

    /** Returns when all of them wait. */
    private static void report(String what, List<Thread> threads) {
        for (Thread thread : threads) {
            while (thread.getState() != Thread.State.WAITING) {
                if (!thread.isAlive()) {
                    throw new IllegalStateException("one did not wait");
                }
                Thread.onSpinWait();
            }
        }
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long megabytes = (runtime.totalMemory() - runtime.freeMemory()) >> 20;
        System.out.println(what + ": " + threads.size() + " virtual threads, heap used " + megabytes + " MB");
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
