package io.kazoo.benchmarks.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Callers of one client, each reading get after get: {@code server callers millis}. */
final class BlockingWorkload implements Workload {
    private volatile boolean measuring;
    private volatile boolean stopped;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final CountDownLatch failed = new CountDownLatch(1);

    @Override
    public Map<String, Double> run(Contestant contestant, Settings settings) throws Exception {
        long millis = settings.longNumber("millis");
        List<Caller> callers = new ArrayList<>();
        try (MeasuredClient client = contestant.open(settings.text("server"), SESSION_MILLIS)) {
            for (int i = 0; i < settings.number("callers"); i++) {
                Caller caller = new Caller(client);
                callers.add(caller);
                caller.thread = contestant.newCaller(caller);
            }
            callers.forEach(caller -> caller.thread.start());
            pause(Workload.rampMillis(millis));
            Meter meter = Meter.begin(total(callers));
            measuring = true;
            do {
                pause(millis);
            } while (meter.isStalled(total(callers)));
            measuring = false;
            Map<String, Double> result = meter.end(total(callers));
            stopped = true;
            for (Caller caller : callers) {
                caller.thread.join();
            }
            rethrow();
            Histogram all = new Histogram();
            callers.forEach(caller -> all.add(caller.latencies));
            all.report(result);
            return result;
        } finally {
            stopped = true;
        }
    }

    private void pause(long millis) throws Exception {
        if (failed.await(millis, TimeUnit.MILLISECONDS)) {
            rethrow();
        }
    }

    private void rethrow() throws Exception {
        Exception thrown = failure.get();
        if (thrown != null) {
            throw thrown;
        }
    }

    private static long total(List<Caller> callers) {
        return callers.stream().mapToLong(caller -> caller.done.get()).sum();
    }

    private final class Caller implements Runnable {
        private final MeasuredClient client;
        private final Histogram latencies = new Histogram();
        private final AtomicLong done = new AtomicLong();
        private Thread thread = Thread.currentThread();

        Caller(MeasuredClient client) {
            this.client = client;
        }

        @Override
        public void run() {
            try {
                long begin = System.nanoTime();
                for (long count = 1; !stopped; count++) {
                    client.get(NODE);
                    long end = System.nanoTime();
                    if (measuring) {
                        latencies.record(end - begin);
                    }
                    done.lazySet(count);
                    begin = end;
                }
            } catch (Exception e) {
                failure.set(e);
                failed.countDown();
            }
        }
    }
}
