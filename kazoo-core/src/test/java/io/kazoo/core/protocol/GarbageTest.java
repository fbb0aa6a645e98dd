package io.kazoo.core.protocol;

import static io.kazoo.core.Wire.wire;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.kazoo.CreateMode;
import io.kazoo.NodeReadResult;
import io.kazoo.core.Wire;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.MalformedException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Valid replies with a few bytes changed, cut off or added: read, or refused with the one exception for that. */
class GarbageTest {
    private static final int ROUNDS = 4_000;

    /** What a frame is read into may take a few times its bytes: an object for each string of four bytes. */
    private static final long ALLOCATED_PER_BYTE = 64;

    /** The exception with its stack, the list. */
    private static final long ALLOCATED_ANYWAY = 64 * 1024;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<Arguments> replies() {
        Wire names = wire().i32(3).text("one").text("two").text("ä€");
        Wire acls = wire().i32(2)
                .i32(31)
                .text("world")
                .text("anyone")
                .i32(1)
                .text("digest")
                .text("user:hash");
        return Stream.of(
                reply(new GetData("/a", true), wire().text("some data").stat()),
                reply(new Exists("/a", true), wire().stat()),
                reply(new GetChildren("/a", true), names),
                reply(new GetChildren2("/a", true), wire().then(names.bytes()).stat()),
                reply(new GetAcl("/a"), acls.stat()),
                reply(new Sync("/c/a", "/c"), wire().text("/c/a")),
                reply(new GetEphemerals("/", ""), names),
                reply(
                        new WhoAmI(),
                        wire().i32(2).text("ip").text("::1").text("digest").text("user")),
                reply(new Reconfig(null, null, "x", -1), wire().text("config").stat()),
                reply(
                        Multi.reads(
                                List.of(
                                        new Multi.Part<>(new GetData("/a", false), NodeReadResult.Data::new),
                                        new Multi.Part<>(new GetData("/b", false), NodeReadResult.Data::new),
                                        new Multi.Part<>(new GetChildren("/c", false), NodeReadResult.Children::new)),
                                "/c"),
                        wire().hex("00000004 00 00000000")
                                .text("data")
                                .stat()
                                .hex("ffffffff 00 ffffff9b ffffff9b 00000008 00 00000000")
                                .then(names.bytes())
                                .hex("ffffffff 01 ffffffff")),
                reply(
                        new Create2("/c/a", null, List.of(), CreateMode.EPHEMERAL, "/c"),
                        wire().text("/c/a").stat()),
                Arguments.of("event", wire().i32(1).i32(3).text("/some/path").bytes(), reader(WireEvent::read)),
                Arguments.of(
                        "connect",
                        wire().i32(0)
                                .i32(10_000)
                                .i64(77)
                                .buffer(new byte[16])
                                .i8(0)
                                .bytes(),
                        reader(ConnectResponse::read)));
    }

    private static Arguments reply(Operation<?> operation, Wire body) {
        return Arguments.of(operation.getClass().getSimpleName(), body.bytes(), reader(operation::read));
    }

    private static Consumer<JuteReader> reader(Consumer<JuteReader> read) {
        return read;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("replies")
    void isReadOrRefused(String name, byte[] valid, Consumer<JuteReader> read) {
        JuteReader reader = new JuteReader();
        read.accept(reader.over(ByteBuffer.wrap(valid)));
        int refused = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            byte[] mutant = mutate(valid, new Random(seed));
            try {
                refused += isRefused(mutant, reader, read) ? 1 : 0;
                // the first time the JVM may load classes: only what comes again is the reader's
                long before = THREADS.getCurrentThreadAllocatedBytes();
                isRefused(mutant, reader, read);
                assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                        .as("bytes allocated with seed %d", seed)
                        .isLessThan(ALLOCATED_ANYWAY + ALLOCATED_PER_BYTE * mutant.length);
            } catch (RuntimeException other) {
                fail(name + " with seed " + seed + ": " + Arrays.toString(mutant), other);
            }
        }
        assertThat(refused).as("mutants refused").isGreaterThan(ROUNDS / 20);
    }

    private static boolean isRefused(byte[] mutant, JuteReader reader, Consumer<JuteReader> read) {
        try {
            read.accept(reader.over(ByteBuffer.wrap(mutant)));
            return false;
        } catch (MalformedException expected) {
            return true;
        }
    }

    private static byte[] mutate(byte[] valid, Random random) {
        byte[] mutant = valid.clone();
        for (int change = random.nextInt(4); change >= 0; change--) {
            int at = random.nextInt(mutant.length);
            switch (random.nextInt(5)) {
                case 0 -> mutant[at] = (byte) random.nextInt();
                case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> mutant = Arrays.copyOf(mutant, 1 + random.nextInt(mutant.length));
                case 3 -> mutant = Arrays.copyOf(mutant, mutant.length + random.nextInt(200));
                default -> {
                    // what a length looks like that was made to hurt
                    byte[] evil =
                            wire().i32(random.nextInt() >> random.nextInt(32)).bytes();
                    System.arraycopy(evil, 0, mutant, at, Math.min(evil.length, mutant.length - at));
                }
            }
        }
        return mutant;
    }
}
