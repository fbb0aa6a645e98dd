package io.kazoo.handler.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that a socket did not take at once; exists only while there are any. Guarded by the connection's lock, except
 * for the content of the first chunk: that is the I/O thread's, which sends it without the lock.
 */
final class PendingBytes {
    private static final int CHUNK_BYTES = 64 * 1024;

    /** For each thread that writes a heap buffer the JDK keeps a direct one of that size for ever. */
    private static final int MAX_HEAP_WRITE = 128 * 1024;

    /** Position to limit is to be sent; limit to capacity of the last one is room, unless it is the first as well. */
    private final ArrayDeque<ByteBuffer> chunks = new ArrayDeque<>();

    private long size;

    /** Sends what the socket takes; what remains in the buffer, it did not take. */
    static void send(SocketChannel channel, ByteBuffer bytes) throws IOException {
        if (bytes.isDirect()) {
            channel.write(bytes);
            return;
        }
        int end = bytes.limit();
        try {
            boolean taken = true;
            while (taken && bytes.position() < end) {
                bytes.limit(Math.min(end, bytes.position() + MAX_HEAP_WRITE));
                channel.write(bytes);
                taken = !bytes.hasRemaining();
            }
        } finally {
            bytes.limit(end);
        }
    }

    /** Copies a buffer's remaining bytes. */
    void add(ByteBuffer bytes) {
        size += bytes.remaining();
        ByteBuffer last = chunks.peekLast();
        if (last == null) {
            chunks.add(ByteBuffer.allocate(bytes.remaining()).put(bytes).flip());
            return;
        }
        if (chunks.size() > 1) {
            int part = Math.min(bytes.remaining(), last.capacity() - last.limit());
            int end = last.limit();
            last.limit(end + part);
            last.put(end, bytes, bytes.position(), part);
            bytes.position(bytes.position() + part);
        }
        if (bytes.hasRemaining()) {
            ByteBuffer chunk = ByteBuffer.allocate(Math.max(CHUNK_BYTES, bytes.remaining()));
            chunks.add(chunk.put(bytes).flip());
        }
    }

    /** Returns how many bytes are pending. */
    long size() {
        return size;
    }

    /** Returns what is to be sent next; only the I/O thread may read from it. */
    @Nullable
    ByteBuffer first() {
        return chunks.peek();
    }

    /** Notes that bytes of the first chunk were sent and tells whether those were the last. */
    boolean sent(int count) {
        size -= count;
        ByteBuffer first = chunks.peek();
        if (first != null && !first.hasRemaining()) {
            chunks.remove();
        }
        return chunks.isEmpty();
    }
}
