package io.kazoo.benchmarks.inner;

import io.kazoo.handler.Deferred;
import io.kazoo.handler.Handler;
import io.kazoo.handler.HandlerProvider;
import io.kazoo.handler.Lane;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The way of callbacks: a burst of results is settled, and their callbacks run on a lane. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LaneBenchmark {
    private static final int BURST = 1000;

    /** The handler, as its provider names it. */
    @Param("threading")
    public String handlerName = "threading";

    private @Nullable Handler handler;
    private @Nullable Lane lane;
    private long callbacks;

    /** Starts the handler. */
    @Setup
    public void start() {
        Handler started = ServiceLoader.load(HandlerProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(handlerName))
                .findFirst()
                .orElseThrow()
                .create();
        started.start();
        handler = started;
        lane = started.newLane("benchmark");
    }

    /** Ends the handler. */
    @TearDown
    public void close() {
        if (handler != null) {
            handler.close();
        }
    }

    /** Settles a burst and waits until the last callback has run. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public void settleBurst() {
        Lane target = java.util.Objects.requireNonNull(lane);
        Deferred<Long> last = new Deferred<>(target);
        for (int i = 0; i < BURST; i++) {
            Deferred<Integer> result = new Deferred<>(target);
            result.onComplete((value, failure) -> callbacks++);
            result.succeed(i);
        }
        target.execute(() -> last.succeed(callbacks));
        last.get();
    }
}
