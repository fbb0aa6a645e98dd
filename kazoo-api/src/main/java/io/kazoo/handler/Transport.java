package io.kazoo.handler;

import java.nio.ByteBuffer;

/** An open connection. */
public interface Transport {
    /**
     * Sends bytes, from the calling thread where the connection takes them at once. Never blocks; takes everything
     * between position and limit, so that they are the same afterwards, and keeps no reference to the buffer.
     *
     * @return false if the connection is congested: the next write should wait for
     *     {@link TransportListener#onWritable}
     */
    boolean write(ByteBuffer bytes);

    /** Closes the connection; what was written before is sent first as far as the peer takes it without waiting. */
    void close();
}
