package io.kazoo.core.engine;

import io.kazoo.core.jute.MalformedException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what arrives into frames: complete ones are parsed where they lie, only a frame that is split over two reads is
 * copied. An idle connection holds no buffer. The length a peer claims costs nothing until the bytes come.
 */
final class FrameSplitter {
    /** No reply of a sane server is longer; a longer claim means that the stream is not what it should be. */
    static final int MAX_FRAME = 128 * 1024 * 1024;

    private static final int LENGTH = Integer.BYTES;

    /** The beginning of a frame, its length included; null if the last read ended with a frame. */
    private @Nullable ByteBuffer partial;

    /** Takes frames. */
    interface Sink {
        /** Takes one frame, between position and limit; answers whether more is wanted. */
        boolean frame(ByteBuffer frame);
    }

    /** Forgets what came: a connection has ended. */
    void reset() {
        partial = null;
    }

    /**
     * Takes what a read brought.
     *
     * @throws MalformedException if a length makes no sense; the connection is of no use then
     */
    void feed(ByteBuffer bytes, Sink sink) {
        if (partial != null && !finishPartial(partial, bytes, sink)) {
            return;
        }
        int end = bytes.limit();
        while (bytes.remaining() >= LENGTH) {
            int start = bytes.position();
            int length = checked(bytes.getInt(start));
            if (bytes.remaining() - LENGTH < length) {
                break;
            }
            int next = start + LENGTH + length;
            bytes.limit(next).position(start + LENGTH);
            boolean more = sink.frame(bytes);
            bytes.limit(end).position(next);
            if (!more) {
                return;
            }
        }
        if (bytes.hasRemaining()) {
            partial = ByteBuffer.allocate(Math.max(64, bytes.remaining())).put(bytes);
        }
    }

    /** Completes the frame begun by an earlier read; answers whether to go on with what is left. */
    private boolean finishPartial(ByteBuffer begun, ByteBuffer bytes, Sink sink) {
        ByteBuffer buffer = begun;
        if (buffer.position() < LENGTH) {
            copy(bytes, buffer, LENGTH - buffer.position());
            if (buffer.position() < LENGTH) {
                return false;
            }
        }
        int total = LENGTH + checked(buffer.getInt(0));
        int wanted = Math.min(total, buffer.position() + bytes.remaining());
        if (buffer.capacity() < wanted) {
            // Doubling keeps a large frame that trickles in from being copied again and again.
            int capacity = Math.min(total, Math.max(wanted, buffer.capacity() * 2));
            buffer = ByteBuffer.allocate(capacity).put(buffer.flip());
            partial = buffer;
        }
        copy(bytes, buffer, total - buffer.position());
        if (buffer.position() < total) {
            return false;
        }
        partial = null;
        return sink.frame(buffer.flip().position(LENGTH));
    }

    private static void copy(ByteBuffer from, ByteBuffer to, int most) {
        int count = Math.min(most, from.remaining());
        int end = from.limit();
        to.put(from.limit(from.position() + count));
        from.limit(end);
    }

    private static int checked(int length) {
        if (length < 0 || length > MAX_FRAME) {
            throw new MalformedException("frame of " + length + " bytes", null);
        }
        return length;
    }
}
