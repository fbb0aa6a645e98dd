package io.kazoo.handler;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What happens on a connection; see rules H-9 and H-10 of {@link Handler}. No method may block. One that throws loses
 * its connection.
 */
public interface TransportListener {
    /** The connection is open. */
    void onConnected(Transport transport);

    /** The connection could not be opened; nothing else follows. */
    void onFailed(Throwable cause);

    /**
     * Bytes arrived: all that one read found, anything from a part of a frame to many.
     *
     * @param bytes valid only during this call; need not be consumed
     */
    void onBytes(ByteBuffer bytes);

    /** The connection takes bytes again after {@link Transport#write} answered false. */
    void onWritable();

    /**
     * The connection is closed; nothing else follows.
     *
     * @param cause what broke it, or null if it was closed in good order by either side
     */
    void onClosed(@Nullable Throwable cause);
}
