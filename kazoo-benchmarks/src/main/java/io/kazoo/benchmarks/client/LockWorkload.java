package io.kazoo.benchmarks.client;

import io.kazoo.benchmarks.client.MeasuredClient.MeasuredLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Contenders with a session each take one lock and give it back at once, again and again: {@code server contenders
 * millis}. An operation is a lock taken. That never two hold it is checked as well.
 */
final class LockWorkload implements Workload {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private volatile boolean stopped;
    private final AtomicInteger holders = new AtomicInteger();
    private final AtomicLong taken = new AtomicLong();
    private final CountDownLatch failed = new CountDownLatch(1);
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    @Override
    public Map<String, Double> run(Contestant contestant, Settings settings) throws Exception {
        long millis = settings.longNumber("millis");
        String path = settings.text("path") + ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet();
        List<MeasuredClient> clients = new ArrayList<>();
        List<Thread> contenders = new ArrayList<>();
        try {
            for (int i = 0; i < settings.number("contenders"); i++) {
                MeasuredClient client = contestant.open(settings.text("server"), SESSION_MILLIS);
                clients.add(client);
                MeasuredLock lock = client.lock(path);
                contenders.add(contestant.newCaller(() -> contend(lock)));
            }
            contenders.forEach(Thread::start);
            pause(Workload.rampMillis(millis));
            Meter meter = Meter.begin(taken.get());
            do {
                pause(millis);
            } while (meter.isStalled(taken.get()));
            Map<String, Double> result = meter.end(taken.get());
            stopped = true;
            for (Thread contender : contenders) {
                contender.join();
            }
            pause(0);
            return result;
        } finally {
            stopped = true;
            Workload.closeAll(clients);
        }
    }

    private void contend(MeasuredLock lock) {
        try {
            while (!stopped) {
                lock.acquire();
                int now = holders.incrementAndGet();
                taken.incrementAndGet();
                holders.decrementAndGet();
                lock.release();
                if (now != 1) {
                    throw new IllegalStateException(now + " held the lock at the same time");
                }
            }
        } catch (Exception e) {
            failure.compareAndSet(null, e);
            failed.countDown();
        }
    }

    private void pause(long millis) throws Exception {
        if (failed.await(millis, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("a contender failed", failure.get());
        }
    }
}
