package io.kazoo.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** One direction of a connection: what was read and is not written yet, and when it may be. Used by the loop only. */
final class ProxyPipe {
    private static final int MOST_QUEUED = 1 << 18;
    /** Between bytes that are sent one by one: time enough for the other side to read each of them alone. */
    private static final long PAUSE_NANOS = 20_000;

    /** Into how many pieces what passes in a second is cut where the rate is limited. */
    private static final int PIECES = 100;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private final Queue<Piece> queue = new ArrayDeque<>();
    private long busyUntil = System.nanoTime();
    private int queued;
    private long seen;
    private boolean ended;
    private boolean blocked;

    /** How many bytes were read. */
    long seen() {
        return seen;
    }

    boolean wantsToRead() {
        return !ended && queued < MOST_QUEUED;
    }

    /** Whether something due waits for room in the socket. */
    boolean wantsToWrite() {
        return blocked;
    }

    /**
     * Reads what is there.
     *
     * @return the bytes, valid until the next call; null at the end of the stream
     */
    @Nullable
    ByteBuffer read(SocketChannel from) throws IOException {
        buffer.clear();
        int count = from.read(buffer);
        if (count < 0) {
            return null;
        }
        seen += count;
        return buffer.flip();
    }

    /**
     * Takes bytes to write.
     *
     * @param due when they may be written
     * @param bytesPerSecond how fast, behind what was taken before; 0 for no limit
     */
    void enqueue(ByteBuffer bytes, long due, long bytesPerSecond) {
        int most =
                bytesPerSecond == 0 ? bytes.remaining() : (int) Math.min(Math.max(bytesPerSecond / PIECES, 1), 1 << 16);
        while (bytes.hasRemaining()) {
            int length = Math.min(most, bytes.remaining());
            ByteBuffer copy = ByteBuffer.allocate(length)
                    .put(bytes.slice(bytes.position(), length))
                    .flip();
            bytes.position(bytes.position() + length);
            queued += length;
            queue.add(new Piece(copy, whenFree(due, length, bytesPerSecond), () -> {}));
        }
    }

    /** Takes the time that so many bytes need, and returns its end. */
    private long whenFree(long due, int length, long bytesPerSecond) {
        long begin = busyUntil - due > 0 ? busyUntil : due;
        busyUntil = bytesPerSecond == 0 ? begin : begin + length * NANOS_PER_SECOND / bytesPerSecond;
        return busyUntil;
    }

    /** Reads no more; does something once all that is queued is written. */
    void endWith(Runnable action, long due) {
        ended = true;
        queue.add(new Piece(NOTHING, whenFree(due, 0, 0), action));
    }

    /**
     * Writes what is due.
     *
     * @param most how many bytes at a time
     * @return in how many nanoseconds to call again, unless the socket becomes writable before
     */
    long write(SocketChannel to, long now, int most) throws IOException {
        blocked = false;
        while (true) {
            Piece piece = queue.peek();
            if (piece == null) {
                return ProxyLoop.NEVER;
            }
            if (piece.due > now) {
                return piece.due - now;
            }
            ByteBuffer bytes = piece.bytes;
            if (bytes.hasRemaining()) {
                int length = Math.min(most, bytes.remaining());
                int written = to.write(bytes.slice(bytes.position(), length));
                bytes.position(bytes.position() + written);
                queued -= written;
                if (written < length) {
                    blocked = true;
                    return ProxyLoop.NEVER;
                }
            }
            if (!bytes.hasRemaining()) {
                queue.remove();
                piece.then.run();
            } else {
                return PAUSE_NANOS;
            }
        }
    }

    private record Piece(ByteBuffer bytes, long due, Runnable then) {}
}
