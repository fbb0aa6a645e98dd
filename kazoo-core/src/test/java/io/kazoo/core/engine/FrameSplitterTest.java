package io.kazoo.core.engine;

import static io.kazoo.core.Wire.digits;
import static io.kazoo.core.Wire.wire;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kazoo.core.Wire;
import io.kazoo.core.jute.MalformedException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameSplitterTest {
    private static final byte[] THREE = wire().then(wire().hex("aa").frame())
            .then(wire().frame())
            .then(wire().hex("bbccdd").frame())
            .bytes();

    private static final int MAX_FRAME = 4 << 20;

    private final FrameSplitter splitter = new FrameSplitter(MAX_FRAME);
    private final List<String> frames = new ArrayList<>();
    private final Collecting collecting = new Collecting();

    private void feed(byte[] bytes) {
        splitter.feed(ByteBuffer.wrap(bytes), collecting);
    }

    private class Collecting implements FrameSplitter.Sink {
        @Override
        public boolean frame(ByteBuffer frame) {
            return frames.add(digits(frame));
        }

        @Override
        public boolean tooLong(ByteBuffer header, int length) {
            return frames.add(length + ": " + digits(header));
        }
    }

    @Test
    void manyFramesInOneRead() {
        feed(THREE);
        assertThat(frames).containsExactly("aa", "", "bbccdd");
    }

    @Test
    void splitAtEveryByte() {
        for (int cut = 0; cut <= THREE.length; cut++) {
            frames.clear();
            feed(Arrays.copyOf(THREE, cut));
            feed(Arrays.copyOfRange(THREE, cut, THREE.length));
            assertThat(frames).as("cut at %d", cut).containsExactly("aa", "", "bbccdd");
        }
    }

    @Test
    void byteByByte() {
        for (byte each : THREE) {
            feed(new byte[] {each});
        }
        assertThat(frames).containsExactly("aa", "", "bbccdd");
    }

    @Test
    void inRandomPiecesOfRandomFrames() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            frames.clear();
            List<String> expected = new ArrayList<>();
            Wire stream = wire();
            for (int i = random.nextInt(20); i >= 0; i--) {
                byte[] body = new byte[random.nextInt(random.nextInt(500) + 1)];
                random.nextBytes(body);
                expected.add(digits(ByteBuffer.wrap(body)));
                stream.buffer(body);
            }
            byte[] bytes = stream.bytes();
            for (int at = 0; at < bytes.length; ) {
                int end = Math.min(bytes.length, at + 1 + random.nextInt(200));
                feed(Arrays.copyOfRange(bytes, at, end));
                at = end;
            }
            assertThat(frames).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void aReadMayBeAnyPartOfABuffer() {
        ByteBuffer direct = ByteBuffer.allocateDirect(THREE.length + 20);
        direct.position(10).put(THREE).flip().position(10);
        splitter.feed(direct, collecting);
        assertThat(frames).containsExactly("aa", "", "bbccdd");
        assertThat(direct.hasRemaining()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffffffff", "80000000"})
    void lengthsThatMakeNoSense(String length) {
        byte[] bytes = wire().hex(length).bytes();
        assertThatThrownBy(() -> feed(bytes)).isInstanceOf(MalformedException.class);
        splitter.reset();
        feed(Arrays.copyOf(bytes, 3));
        assertThatThrownBy(() -> feed(new byte[] {bytes[3]})).isInstanceOf(MalformedException.class);
        assertThat(frames).isEmpty();
    }

    /** Only its header is handed over, wherever it is cut; the frames around it are whole. */
    @Test
    void aFrameThatIsTooLongIsPassedOver() {
        FrameSplitter small = new FrameSplitter(20);
        String header = "00000001 0000000000000002 00000003";
        byte[] stream = wire().then(wire().hex("aa").frame())
                .then(wire().hex(header).then(new byte[5]).frame())
                .then(wire().hex(header).then(new byte[4]).frame())
                .then(wire().hex("bb").frame())
                .bytes();
        String[] expected = {"aa", "21: " + digits(header), digits(header) + "00000000", "bb"};
        for (int cut = 0; cut <= stream.length; cut++) {
            frames.clear();
            small.feed(ByteBuffer.wrap(stream, 0, cut), collecting);
            small.feed(ByteBuffer.wrap(stream, cut, stream.length - cut), collecting);
            assertThat(frames).as("cut at %d", cut).containsExactly(expected);
        }
        frames.clear();
        for (byte each : stream) {
            small.feed(ByteBuffer.wrap(new byte[] {each}), collecting);
        }
        assertThat(frames).containsExactly(expected);
    }

    @Test
    void theRestOfAFrameThatIsTooLongIsForgottenWithItsConnection() {
        feed(wire().hex("7fffffff 00000001 0000000000000002 00000003 00").bytes());
        splitter.reset();
        feed(THREE);
        assertThat(frames).hasSize(4).startsWith("2147483647: 00000001000000000000000200000003");
    }

    @Test
    void framesBeforeALengthThatMakesNoSenseCount() {
        assertThatThrownBy(() ->
                        feed(wire().hex("00000001 aa 00000001 bb ffffffff").bytes()))
                .isInstanceOf(MalformedException.class);
        assertThat(frames).containsExactly("aa", "bb");
    }

    /** A claim costs nothing until the bytes come. */
    @Test
    void theLargestClaimTakesNoMemory() {
        long before = allocated();
        feed(wire().i32(MAX_FRAME).then(new byte[1000]).bytes());
        feed(new byte[1000]);
        assertThat(allocated() - before).isLessThan(100_000);
        assertThat(frames).isEmpty();
    }

    /** Doubling: bytes that trickle in are not copied again for each read. */
    @Test
    void aLargeFrameThatTricklesInIsCopiedAFewTimesOnly() {
        int size = 1 << 20;
        byte[] piece = new byte[1024];
        feed(wire().i32(size).bytes());
        long before = allocated();
        for (int i = 0; i < size / piece.length; i++) {
            splitter.feed(ByteBuffer.wrap(piece), new Collecting() {
                @Override
                public boolean frame(ByteBuffer frame) {
                    return frames.add("" + frame.remaining());
                }
            });
        }
        assertThat(frames).containsExactly("" + size);
        assertThat(allocated() - before).isLessThan(4L * size);
    }

    @Test
    void nothingMoreIsCutWhenTheConnectionIsOver() {
        splitter.feed(ByteBuffer.wrap(THREE), new Collecting() {
            @Override
            public boolean frame(ByteBuffer frame) {
                super.frame(frame);
                return false;
            }
        });
        assertThat(frames).containsExactly("aa");
        splitter.reset();
        feed(THREE);
        assertThat(frames).containsExactly("aa", "aa", "", "bbccdd");
    }

    @Test
    void aBeginningIsForgottenWithItsConnection() {
        feed(Arrays.copyOf(THREE, 3));
        splitter.reset();
        feed(THREE);
        assertThat(frames).containsExactly("aa", "", "bbccdd");
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }
}
