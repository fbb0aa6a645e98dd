package io.kazoo.benchmarks.client;

import java.util.Map;

/** Latencies in nanoseconds, within 0.8 percent, in a fixed amount of memory. Not safe for several threads. */
final class Histogram {
    private static final int PRECISION_BITS = 7;
    private static final int SUB_BUCKETS = 1 << PRECISION_BITS;

    private final long[] counts = new long[SUB_BUCKETS * (Long.SIZE - PRECISION_BITS + 1)];
    private long total;

    void record(long nanos) {
        counts[bucket(Math.max(0, nanos))]++;
        total++;
    }

    void add(Histogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        total += other.total;
    }

    void reset() {
        java.util.Arrays.fill(counts, 0);
        total = 0;
    }

    /** Returns a latency that the given share of all does not exceed, 0 if there are none. */
    long percentile(double share) {
        long rank = (long) Math.ceil(total * share);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank && seen > 0) {
                return middle(i);
            }
        }
        return 0;
    }

    /** Writes the usual percentiles, in microseconds. */
    void report(Map<String, Double> result) {
        result.put("p50Micros", percentile(0.5) / 1e3);
        result.put("p90Micros", percentile(0.9) / 1e3);
        result.put("p99Micros", percentile(0.99) / 1e3);
        result.put("p999Micros", percentile(0.999) / 1e3);
    }

    private static int bucket(long nanos) {
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(nanos) - PRECISION_BITS - 1);
        return shift * SUB_BUCKETS + (int) (nanos >>> shift);
    }

    private static long middle(int bucket) {
        if (bucket < 2 * SUB_BUCKETS) {
            return bucket;
        }
        int shift = bucket / SUB_BUCKETS - 1;
        long low = (long) (bucket - shift * SUB_BUCKETS) << shift;
        return low + (1L << shift) / 2;
    }
}
