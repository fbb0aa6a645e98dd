package io.kazoo.core.engine;

import io.kazoo.core.jute.MalformedException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what arrives into frames: complete ones are parsed where they lie, only a frame that is split over two reads is
 * copied. An idle connection holds no buffer. The length a peer claims costs nothing until the bytes come. Of a frame that
 * is too long only the header is kept, and the rest is passed over, so that it costs nobody but who asked for it.
 */
final class FrameSplitter {
    /** The header of a reply: number, transaction, error. */
    static final int HEADER = 2 * Integer.BYTES + Long.BYTES;

    private static final int LENGTH = Integer.BYTES;

    private final int maxFrame;

    /** The beginning of a frame, its length included; null if the last read ended with a frame. */
    private @Nullable ByteBuffer partial;

    /** How much is left of a frame that was too long. */
    private int surplus;

    /** Makes a splitter for frames up to a length, which is not less than {@link #HEADER}. */
    FrameSplitter(int maxFrame) {
        this.maxFrame = maxFrame;
    }

    /** Takes frames. */
    interface Sink {
        /** Takes one frame, between position and limit; answers whether more is wanted. */
        boolean frame(ByteBuffer frame);

        /** Takes the header of a frame that is too long; answers whether more is wanted. */
        boolean tooLong(ByteBuffer header, int length);
    }

    /** Forgets what came: a connection has ended. */
    void reset() {
        partial = null;
        surplus = 0;
    }

    /**
     * Takes what a read brought.
     *
     * @throws MalformedException if a length makes no sense; the connection is of no use then
     */
    void feed(ByteBuffer bytes, Sink sink) {
        passOver(bytes);
        if (partial != null && !finishPartial(partial, bytes, sink)) {
            return;
        }
        int end = bytes.limit();
        while (bytes.remaining() >= LENGTH) {
            int start = bytes.position();
            int length = checked(bytes.getInt(start));
            int wanted = wanted(length);
            if (bytes.remaining() - LENGTH < wanted) {
                break;
            }
            int next = start + LENGTH + wanted;
            bytes.limit(next).position(start + LENGTH);
            boolean more = hand(bytes, length, sink);
            bytes.limit(end).position(next);
            if (!more) {
                return;
            }
            passOver(bytes);
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
        int length = checked(buffer.getInt(0));
        int total = LENGTH + wanted(length);
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
        boolean more = hand(buffer.flip().position(LENGTH), length, sink);
        passOver(bytes);
        return more;
    }

    private int wanted(int length) {
        return length <= maxFrame ? length : HEADER;
    }

    private boolean hand(ByteBuffer frame, int length, Sink sink) {
        if (length <= maxFrame) {
            return sink.frame(frame);
        }
        surplus = length - HEADER;
        return sink.tooLong(frame, length);
    }

    private void passOver(ByteBuffer bytes) {
        if (surplus > 0) {
            int part = Math.min(surplus, bytes.remaining());
            bytes.position(bytes.position() + part);
            surplus -= part;
        }
    }

    private static void copy(ByteBuffer from, ByteBuffer to, int most) {
        int count = Math.min(most, from.remaining());
        int end = from.limit();
        to.put(from.limit(from.position() + count));
        from.limit(end);
    }

    private static int checked(int length) {
        if (length < 0) {
            throw new MalformedException("frame of " + length + " bytes", null);
        }
        return length;
    }
}
