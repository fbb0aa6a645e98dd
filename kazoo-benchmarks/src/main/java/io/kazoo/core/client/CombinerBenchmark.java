package io.kazoo.core.client;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** The way into the engine, for callers alone and in a crowd. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CombinerBenchmark {
    private long inputs;
    private long bursts;
    private final Runnable input = this::input;
    private final Combiner combiner = new Combiner(this::burst, CombinerBenchmark::defect, Runnable::run);

    /** Nobody else is inside. */
    @Benchmark
    public long alone() {
        combiner.execute(input);
        return inputs + bursts;
    }

    /** Somebody else often is. */
    @Benchmark
    @Threads(2)
    public long crowded() {
        combiner.execute(input);
        return inputs + bursts;
    }

    private void input() {
        inputs++;
    }

    private void burst() {
        bursts++;
    }

    private static void defect(Throwable thrown) {
        throw new IllegalStateException(thrown);
    }
}
