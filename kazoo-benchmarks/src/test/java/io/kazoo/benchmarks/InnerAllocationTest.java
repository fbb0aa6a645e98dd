package io.kazoo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.kazoo.benchmarks.inner.CodecBenchmark;
import io.kazoo.core.client.CombinerBenchmark;
import io.kazoo.core.engine.InFlightBenchmark;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What the parts of the hot path allocate, each by itself and in this thread: the same on every machine. */
class InnerAllocationTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private static final int OPERATIONS = 100_000;

    /** What measuring itself may allocate, spread over all operations. */
    private static final double NOTHING = 0.1;

    private Object kept = "";

    @Test
    void writingARequestAllocatesNothing() {
        CodecBenchmark codec = new CodecBenchmark();
        assertThat(bytesPerOperation(() -> kept = codec.encode() > 0)).isLessThan(NOTHING);
    }

    /** 116 bytes of data, 96 of Stat, 24 that hold both. */
    @Test
    void readingAReplyAllocatesTheValueAndNothingElse() {
        CodecBenchmark codec = new CodecBenchmark();
        assertThat(bytesPerOperation(() -> kept = codec.decode())).isBetween(100.0, 248.0);
    }

    @Test
    void theRingOfRequestsAllocatesNothing() {
        InFlightBenchmark ring = new InFlightBenchmark();
        ring.depth = 1000;
        ring.fill();
        assertThat(bytesPerOperation(() -> kept = ring.sendAndAnswer())).isLessThan(NOTHING);
    }

    @Test
    void enteringTheEngineAloneAllocatesNothing() {
        CombinerBenchmark combiner = new CombinerBenchmark();
        assertThat(bytesPerOperation(combiner::alone)).isLessThan(NOTHING);
    }

    private double bytesPerOperation(Runnable operation) {
        for (int i = 0; i < OPERATIONS; i++) {
            operation.run();
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < OPERATIONS; i++) {
            operation.run();
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / (double) OPERATIONS;
    }
}
