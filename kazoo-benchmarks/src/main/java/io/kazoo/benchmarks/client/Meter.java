package io.kazoo.benchmarks.client;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a stretch of work took from this JVM: time, processor time of all its threads, allocated bytes of all of them. */
final class Meter {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private static final long LONGEST_STALL = TimeUnit.SECONDS.toNanos(30);

    private final long ops;
    private final long allocated = THREADS.getTotalThreadAllocatedBytes();
    private final long cpu = SYSTEM.getProcessCpuTime();
    private final long begin = System.nanoTime();

    private Meter(long ops) {
        this.ops = ops;
    }

    /** Begins a stretch when so many operations are done. */
    static Meter begin(long opsSoFar) {
        return new Meter(opsSoFar);
    }

    /** Tells whether nothing has been done since; a stretch on a busy machine may have to go on for longer. */
    boolean isStalled(long opsSoFar) {
        return opsSoFar == ops && System.nanoTime() - begin < LONGEST_STALL;
    }

    /** Ends the stretch when so many operations are done. */
    Map<String, Double> end(long opsSoFar) {
        long nanos = System.nanoTime() - begin;
        double done = opsSoFar - ops;
        if (done <= 0) {
            throw new IllegalStateException("no operation was completed in " + nanos / 1_000_000 + " ms");
        }
        Map<String, Double> result = new LinkedHashMap<>();
        result.put("ops", done);
        result.put("nanos", (double) nanos);
        result.put("opsPerSecond", done * 1e9 / nanos);
        result.put("microsPerOp", nanos / 1e3 / done);
        result.put("cpuMicrosPerOp", (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / done);
        result.put("bytesPerOp", (THREADS.getTotalThreadAllocatedBytes() - allocated) / done);
        return result;
    }
}
