package io.kazoo.testing.memory;

import io.kazoo.Id;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A client's connection as the server knows it. Made by {@link MemoryServer#accept}, changed by the server alone. */
public final class Connection {
    final Peer peer;

    /** Who the client has said he is. */
    final Set<Id> ids = new LinkedHashSet<>();

    /** Null until the handshake. */
    @Nullable
    Session session;

    boolean closed;

    /** The beginning of a frame. */
    private ByteBuffer partial = ByteBuffer.allocate(0);

    Connection(Peer peer) {
        this.peer = peer;
        ids.add(new Id("ip", peer.address().getHostAddress()));
    }

    /** Takes bytes; complete frames are returned by {@link #nextFrame}. */
    void append(ByteBuffer bytes) {
        partial = ByteBuffer.allocate(partial.remaining() + bytes.remaining())
                .put(partial)
                .put(bytes)
                .flip();
    }

    /**
     * Returns the next complete frame, or null.
     *
     * @throws IllegalArgumentException if what comes next is no frame, or longer than a server takes
     */
    @Nullable
    ByteBuffer nextFrame(int longest) {
        if (partial.remaining() < Integer.BYTES) {
            return null;
        }
        int start = partial.position() + Integer.BYTES;
        int length = partial.getInt(partial.position());
        if (length < 0 || length > longest) {
            throw new IllegalArgumentException("a frame of " + length + " bytes");
        }
        if (partial.limit() - start < length) {
            return null;
        }
        ByteBuffer frame = partial.slice(start, length);
        partial.position(start + length);
        return frame;
    }
}
