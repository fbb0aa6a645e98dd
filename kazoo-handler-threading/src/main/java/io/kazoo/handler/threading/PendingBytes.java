package io.kazoo.handler.threading;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/** Bytes that a socket did not take at once; exists only while there are any. Guarded by the connection's lock. */
final class PendingBytes {
    private static final int CHUNK_BYTES = 64 * 1024;

    /** For each thread that writes a heap buffer the JDK keeps a direct one of that size for ever. */
    private static final int MAX_HEAP_WRITE = 128 * 1024;

    /** Position to limit is to be sent; limit to capacity of the last one is room. */
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
        if (last != null) {
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

    long size() {
        return size;
    }

    /** Sends what the socket takes and tells whether that was everything. */
    boolean sendTo(SocketChannel channel) throws IOException {
        ByteBuffer chunk = chunks.peek();
        while (chunk != null) {
            int before = chunk.remaining();
            send(channel, chunk);
            size -= before - chunk.remaining();
            if (chunk.hasRemaining()) {
                return false;
            }
            chunks.remove();
            chunk = chunks.peek();
        }
        return true;
    }
}
