package io.kazoo.core.protocol;

import io.kazoo.core.jute.JuteWriter;

/**
 * The first frame of a connection, without a header.
 *
 * @param lastZxid the last transaction this session has seen; a server that has not seen it closes the connection
 * @param timeoutMillis the session timeout asked for
 * @param sessionId the session to go on with, 0 for a new one
 * @param password its password, zeros for a new one
 * @param readOnly whether a server that only reads will do
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ConnectRequest(long lastZxid, int timeoutMillis, long sessionId, byte[] password, boolean readOnly) {
    /** Writes the frame. */
    public void write(JuteWriter out) {
        int mark = out.beginFrame();
        out.writeInt(0); // protocol version
        out.writeLong(lastZxid);
        out.writeInt(timeoutMillis);
        out.writeLong(sessionId);
        out.writeBuffer(password);
        out.writeBool(readOnly);
        out.endFrame(mark);
    }
}
