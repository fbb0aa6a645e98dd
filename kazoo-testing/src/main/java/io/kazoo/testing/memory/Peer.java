package io.kazoo.testing.memory;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/** The other end of a connection, as the server sees it. No method may call the server. */
public interface Peer {
    /** Takes one frame, between position and limit; keeps no reference to the buffer. */
    void send(ByteBuffer frame);

    /** Ends the connection after what was sent. */
    void close();

    /** Returns where the peer is, for the scheme {@code ip}. */
    InetAddress address();
}
