package io.kazoo.handler.vertx;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** How long the event loops of this JVM have run, now and in the last seconds. */
final class CpuHistory {
    private static final long INTERVAL_MILLIS = 20;
    private static final int KEPT = 500;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Map<Thread, Deque<Sample>> samples = new ConcurrentHashMap<>();

    private record Sample(long at, long ran) {}

    CpuHistory() {
        ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor(body -> {
            Thread thread = new Thread(body, "tck-cpu-history");
            thread.setDaemon(true);
            return thread;
        });
        Future<?> unused = sampler.scheduleWithFixedDelay(this::sample, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    static boolean isLoop(Thread thread) {
        return thread.getName().contains("eventloop");
    }

    private void sample() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] all = new Thread[2 * root.activeCount() + 16];
        int count = root.enumerate(all);
        for (int i = 0; i < count; i++) {
            if (isLoop(all[i])) {
                add(samples.computeIfAbsent(all[i], thread -> new ConcurrentLinkedDeque<>()), all[i]);
            }
        }
        samples.keySet().removeIf(thread -> !thread.isAlive());
    }

    @SuppressWarnings("deprecation") // of getId, whose replacement Java 17 has not
    private void add(Deque<Sample> history, Thread thread) {
        history.addLast(new Sample(System.nanoTime(), threads.getThreadCpuTime(thread.getId())));
        if (history.size() > KEPT) {
            history.removeFirst();
        }
    }

    /** Returns how long a thread has run in the last so many nanoseconds: a little less if the sampler was late. */
    @SuppressWarnings("deprecation") // as above
    long since(Thread thread, long nanos) {
        long from = System.nanoTime() - nanos;
        long now = threads.getThreadCpuTime(thread.getId());
        for (Sample sample : samples.getOrDefault(thread, new ConcurrentLinkedDeque<>())) {
            if (sample.at() - from >= 0) {
                return now - sample.ran();
            }
        }
        return 0;
    }
}
