package io.kazoo.benchmarks.inner;

import io.kazoo.NodeData;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;
import io.kazoo.core.protocol.GetData;
import io.kazoo.core.protocol.Packets;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Requests into bytes, replies out of bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
    private static final int DATA = 100;
    private static final int STAT = 68;

    private final GetData get = new GetData("/bench", false);
    private final JuteWriter writer = new JuteWriter();
    private final JuteReader reader = new JuteReader();
    private final ByteBuffer reply = ByteBuffer.allocateDirect(4 + DATA + STAT).putInt(0, DATA);

    /** Writes a request to read a node, as a frame. */
    @Benchmark
    public int encode() {
        int length = Packets.request(writer, 1, get);
        writer.clear();
        return length;
    }

    /** Reads the data and the Stat of a node with 100 bytes. */
    @Benchmark
    public NodeData decode() {
        return get.read(reader.over(reply.rewind()));
    }
}
