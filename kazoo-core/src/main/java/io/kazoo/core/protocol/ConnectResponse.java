package io.kazoo.core.protocol;

import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.MalformedException;

/**
 * The server's answer to {@link ConnectRequest}.
 *
 * @param timeoutMillis the session timeout granted; zero or less if the session has expired
 * @param sessionId the session
 * @param password its password, 16 bytes
 * @param readOnly whether the server only reads
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ConnectResponse(int timeoutMillis, long sessionId, byte[] password, boolean readOnly) {
    /**
     * Reads the answer. The flag for servers that only read is absent before ZooKeeper 3.4.
     *
     * @throws MalformedException if the bytes are not such an answer
     */
    public static ConnectResponse read(JuteReader in) {
        in.readInt(); // protocol version
        int timeout = in.readInt();
        long session = in.readLong();
        byte[] password = in.readBuffer();
        if (password == null || password.length != 16) {
            throw new MalformedException("a session password has 16 bytes", null);
        }
        return new ConnectResponse(timeout, session, password, in.remaining() > 0 && in.readBool());
    }

    /** Tells whether the server does not know the session any more. */
    public boolean expired() {
        return timeoutMillis <= 0;
    }
}
