package io.kazoo.benchmarks.client;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One caller that reads get after get while the driver kills the server it is connected to. Times are those of {@link
 * System#nanoTime()}, which all processes of a machine share.
 */
final class FailoverWorkload {
    /** The last ones are kept: enough for some seconds. */
    private static final int KEPT = 1 << 17;

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final MeasuredClient client;
    private final Thread caller;
    private final long[] begins = new long[KEPT];
    private final long[] ends = new long[KEPT];
    private volatile int successes;
    private volatile boolean stopped;
    private volatile @Nullable Exception lastFailure;

    FailoverWorkload(Contestant contestant, String servers) throws Exception {
        client = contestant.open(servers, 10_000);
        caller = contestant.newCaller(this::read);
        caller.start();
    }

    /** Returns the session, by which the driver finds the server, in two halves that a double holds exactly. */
    Map<String, Double> session() {
        long id = client.sessionId();
        return Map.of("sessionHigh", (double) (id >>> 32), "sessionLow", (double) (id & 0xffffffffL));
    }

    /**
     * Waits for the first success of a read that was begun when the server was dead.
     *
     * @param killed when the signal was sent
     * @param dead when the server was certainly dead
     */
    Map<String, Double> firstSuccess(long killed, long dead) throws InterruptedException {
        while (successes == 0 || begins[(successes - 1) % KEPT] - dead < 0) {
            if (System.nanoTime() - dead > LIMIT_NANOS) {
                throw new IllegalStateException("no success within a minute", lastFailure);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        int first = successes - 1;
        while (first > 0 && begins[(first - 1) % KEPT] - dead >= 0) {
            first--;
        }
        return Map.of("millis", (ends[first % KEPT] - killed) / 1e6);
    }

    void close() throws Exception {
        stopped = true;
        caller.join();
        client.close();
    }

    private void read() {
        int count = 0;
        while (!stopped) {
            long begin = System.nanoTime();
            try {
                client.get(Workload.NODE);
                begins[count % KEPT] = begin;
                ends[count % KEPT] = System.nanoTime();
                successes = ++count;
            } catch (Exception e) {
                lastFailure = e;
            }
        }
    }
}
