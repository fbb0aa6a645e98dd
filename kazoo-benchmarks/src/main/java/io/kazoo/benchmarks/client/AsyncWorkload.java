package io.kazoo.benchmarks.client;

import io.kazoo.benchmarks.client.MeasuredClient.Completion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A number of requests under way per client; whenever one is answered, its callback sends the next: {@code server
 * clients depth millis}. With a single request under way its latency is measured as well. Requests are gets unless {@code
 * request=transaction} or {@code request=multiread} says that they are of {@code size} parts; they are counted whole.
 */
final class AsyncWorkload implements Workload {
    /** Sends one request. */
    private interface Sender {
        void send(MeasuredClient client, Completion done);
    }

    private volatile boolean measuring;
    private volatile boolean stopped;
    private final CountDownLatch failed = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    @Override
    public Map<String, Double> run(Contestant contestant, Settings settings) throws Exception {
        long millis = settings.longNumber("millis");
        int depth = settings.number("depth");
        List<Source> sources = new ArrayList<>();
        try {
            for (int i = 0; i < settings.number("clients"); i++) {
                MeasuredClient client = contestant.open(settings.text("server"), SESSION_MILLIS);
                sources.add(new Source(client, depth, sender(settings)));
            }
            sources.forEach(Source::start);
            pause(Workload.rampMillis(millis));
            Meter meter = Meter.begin(total(sources));
            measuring = true;
            do {
                pause(millis);
            } while (meter.isStalled(total(sources)));
            Map<String, Double> result = meter.end(total(sources));
            measuring = false;
            stopped = true;
            for (Source source : sources) {
                if (!source.idle.await(10, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("requests are left without an answer");
                }
            }
            if (depth == 1 && sources.get(0).latencies.percentile(1) > 0) {
                sources.get(0).latencies.report(result);
            }
            return result;
        } finally {
            stopped = true;
            Workload.closeAll(sources.stream().map(source -> source.client).toList());
        }
    }

    private static Sender sender(Settings settings) {
        return switch (settings.text("request", "get")) {
            case "get" -> (client, done) -> client.getAsync(NODE, done);
            case "transaction" -> {
                int size = settings.number("size");
                yield (client, done) -> client.transactionAsync(NODE, size, done);
            }
            case "multiread" -> {
                int size = settings.number("size");
                yield (client, done) -> client.multiReadAsync(NODE, size, done);
            }
            default -> throw new IllegalArgumentException("unknown request " + settings.text("request"));
        };
    }

    private void pause(long millis) throws InterruptedException {
        if (failed.await(millis, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("a request failed", failure.get());
        }
    }

    private void failed(Throwable cause) {
        failure.compareAndSet(null, cause);
        failed.countDown();
    }

    private static long total(List<Source> sources) {
        return sources.stream().mapToLong(source -> source.done.get()).sum();
    }

    /** Sends the requests of one client; its callbacks come one after the other. */
    private final class Source implements Completion {
        private final MeasuredClient client;
        private final int depth;
        private final Sender sender;
        private final AtomicLong done = new AtomicLong();
        private final CountDownLatch idle;
        private final Histogram latencies = new Histogram();
        private long begin;

        Source(MeasuredClient client, int depth, Sender sender) {
            this.client = client;
            this.depth = depth;
            this.sender = sender;
            this.idle = new CountDownLatch(client instanceof Pipelining ? 1 : depth);
        }

        void start() {
            if (client instanceof Pipelining raw) {
                new Thread(() -> runLoop(raw), "raw").start();
                return;
            }
            begin = System.nanoTime();
            for (int i = 0; i < depth; i++) {
                sender.send(client, this);
            }
        }

        private void runLoop(Pipelining raw) {
            try {
                raw.pipeline(NODE, depth, done, () -> !stopped);
            } catch (Exception e) {
                failed(e);
            }
            idle.countDown();
        }

        @Override
        public void completed(@Nullable Throwable cause) {
            if (cause != null) {
                failed(cause);
                idle.countDown();
                return;
            }
            if (depth == 1) {
                long end = System.nanoTime();
                if (measuring) {
                    latencies.record(end - begin);
                }
                begin = end;
            }
            done.lazySet(done.get() + 1);
            if (stopped) {
                idle.countDown();
            } else {
                sender.send(client, this);
            }
        }
    }
}
