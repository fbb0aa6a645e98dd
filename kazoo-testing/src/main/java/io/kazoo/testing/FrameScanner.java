package io.kazoo.testing;

import java.nio.ByteBuffer;

/**
 * Follows the frames in one direction of a connection, whatever the pieces in which they pass: length, then xid, then
 * (in requests) the type. The handshake, each direction's first frame, has none of these and is skipped. What cannot be
 * a frame ends the following; the bytes themselves are never touched.
 */
final class FrameScanner {
    private static final int LENGTH_BYTES = 4;

    private final ByteBuffer header;
    private boolean handshake = true;
    private boolean lost;
    private int bodyLeft;

    private FrameScanner(int headerBytes) {
        header = ByteBuffer.allocate(headerBytes);
    }

    static FrameScanner ofRequests() {
        return new FrameScanner(LENGTH_BYTES + 8);
    }

    static FrameScanner ofReplies() {
        return new FrameScanner(LENGTH_BYTES + 4);
    }

    /**
     * Looks at the next bytes.
     *
     * @param bytes from position to limit; not changed
     * @return how many of them come before the first frame that the visitor stops at; all of them if it does not
     */
    int scan(ByteBuffer bytes, Visitor visitor) {
        ByteBuffer left = bytes.duplicate();
        while (left.hasRemaining() && !lost) {
            skipBody(left);
            // Negative if the header began in earlier bytes.
            int frameStart = left.position() - header.position() - bytes.position();
            if (bodyLeft == 0 && readHeader(left) && enterFrame(visitor)) {
                return Math.max(frameStart, 0);
            }
        }
        return bytes.remaining();
    }

    private void skipBody(ByteBuffer left) {
        int skipped = Math.min(bodyLeft, left.remaining());
        left.position(left.position() + skipped);
        bodyLeft -= skipped;
    }

    /** Whether the header is complete. */
    private boolean readHeader(ByteBuffer left) {
        int wanted = handshake ? LENGTH_BYTES : header.capacity();
        while (header.position() < wanted && left.hasRemaining()) {
            header.put(left.get());
        }
        return header.position() == wanted;
    }

    /** Whether the visitor stops here. */
    private boolean enterFrame(Visitor visitor) {
        int headerBytes = header.position();
        header.rewind();
        bodyLeft = header.getInt(0) + LENGTH_BYTES - headerBytes;
        lost = bodyLeft < 0;
        if (lost || handshake) {
            handshake = false;
            return false;
        }
        return visitor.stopAt(header.getInt(LENGTH_BYTES), headerBytes > 8 ? header.getInt(8) : 0);
    }

    /** Is told of each frame. */
    interface Visitor {
        /**
         * Whether to stop before this frame.
         *
         * @param type the request's type; 0 in replies
         */
        boolean stopAt(int xid, int type);
    }
}
