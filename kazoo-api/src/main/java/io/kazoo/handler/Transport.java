package io.kazoo.handler;

import java.nio.ByteBuffer;
import java.time.Duration;

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

    /**
     * Says that many small answers are on their way and that more of them in one read are worth a delay. A hint, given
     * inside {@link TransportListener#onBytes} and good until the next read only: the handler may let that time pass
     * before it reads, if nothing else suffers by it, or do nothing.
     *
     * @param time how long; a handler whose timers are coarser may round it up to a millisecond
     */
    default void gather(Duration time) {
        // Nothing need be done about it.
    }

    /** Closes the connection; what was written before is sent first as far as the peer takes it without waiting. */
    void close();
}
