package io.kazoo.core.engine;

import io.kazoo.NodeData;
import io.kazoo.core.protocol.GetData;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The ring of requests under way: one goes in, the oldest comes out. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class InFlightBenchmark {
    /** How many are under way all the time. */
    @Param({"1", "1000"})
    public int depth = 1;

    private final InFlight ring = new InFlight();
    private final Request<NodeData> request = request();
    private int oldest = 1;

    /** Fills the ring. */
    @Setup(Level.Trial)
    public void fill() {
        for (int i = 1; i < depth; i++) {
            ring.add(request);
        }
    }

    /** A request is sent, a reply arrives. */
    @Benchmark
    public Object sendAndAnswer() {
        ring.add(request);
        long sequence = ring.sequence(oldest);
        oldest = oldest == Integer.MAX_VALUE ? 1 : oldest + 1;
        return ring.take(sequence);
    }

    @SuppressWarnings("NullAway") // the ring never looks inside
    private static Request<NodeData> request() {
        return new Request<>(null, null, new GetData("/bench", false), null);
    }
}
