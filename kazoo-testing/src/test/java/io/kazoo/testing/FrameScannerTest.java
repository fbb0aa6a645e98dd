package io.kazoo.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameScannerTest {
    /** A handshake of 45 bytes, then three requests: 8 bytes, 20 bytes, 8 bytes. */
    private static final byte[] REQUESTS = bytes(45, 8, 20, 8);

    @Test
    void findsTheFramesHoweverTheyAreCut() {
        for (int step = 1; step <= REQUESTS.length; step++) {
            FrameScanner scanner = FrameScanner.ofRequests();
            List<String> frames = new ArrayList<>();
            for (int at = 0; at < REQUESTS.length; at += step) {
                ByteBuffer piece = ByteBuffer.wrap(REQUESTS, at, Math.min(step, REQUESTS.length - at));
                int whole = piece.remaining();
                assertThat(scanner.scan(piece, (xid, type) -> {
                            frames.add(xid + "/" + type);
                            return false;
                        }))
                        .isEqualTo(whole);
            }
            assertThat(frames).containsExactly("1/101", "2/102", "3/103");
        }
    }

    @Test
    void stopsBeforeTheFrame() {
        int secondFrame = 4 + 45 + 4 + 8;
        for (int cut = 0; cut <= secondFrame; cut++) {
            FrameScanner scanner = FrameScanner.ofReplies();
            assertThat(scanner.scan(ByteBuffer.wrap(REQUESTS, 0, cut), (xid, type) -> xid == 2))
                    .isEqualTo(cut);
            assertThat(scanner.scan(ByteBuffer.wrap(REQUESTS, cut, REQUESTS.length - cut), (xid, type) -> xid == 2))
                    .isEqualTo(secondFrame - cut);
        }
    }

    @Test
    void whatBeganInEarlierBytesCannotBeTakenBack() {
        int inSecondHeader = 4 + 45 + 4 + 8 + 6;
        FrameScanner scanner = FrameScanner.ofReplies();
        assertThat(scanner.scan(ByteBuffer.wrap(REQUESTS, 0, inSecondHeader), (xid, type) -> xid == 2))
                .isEqualTo(inSecondHeader);
        assertThat(scanner.scan(
                        ByteBuffer.wrap(REQUESTS, inSecondHeader, REQUESTS.length - inSecondHeader),
                        (xid, type) -> xid == 2))
                .isZero();
    }

    @Test
    void otherProtocolsAreNoFrames() {
        List<byte[]> others =
                List.of("srvr".getBytes(StandardCharsets.US_ASCII), bytes(-1, 8), bytes(45, 3, 8), bytes(45, -1, 8));
        for (byte[] other : others) {
            assertThat(FrameScanner.ofRequests().scan(ByteBuffer.wrap(other), (xid, type) -> true))
                    .isEqualTo(other.length);
        }
    }

    /** Frames of these lengths; those with a header have xids 1, 2... and types 101, 102... */
    private static byte[] bytes(int... lengths) {
        ByteBuffer out = ByteBuffer.allocate(1000);
        for (int i = 0; i < lengths.length; i++) {
            out.putInt(lengths[i]);
            int length = Math.max(0, Math.min(lengths[i], 100));
            if (i > 0 && length >= 8) {
                out.putInt(i).putInt(100 + i);
                length -= 8;
            }
            out.put(new byte[length]);
        }
        byte[] bytes = new byte[out.position()];
        out.rewind().get(bytes);
        return bytes;
    }
}
