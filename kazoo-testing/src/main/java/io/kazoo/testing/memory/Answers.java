package io.kazoo.testing.memory;

import io.kazoo.core.jute.JuteWriter;
import io.kazoo.core.protocol.Xid;
import io.kazoo.exceptions.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Writes what goes to clients, frame by frame. */
final class Answers {
    /** The state that stands in every event. */
    private static final int CONNECTED = 3;

    private static final int PASSWORD_BYTES = 16;

    private final JuteWriter out = new JuteWriter();

    /** The end of a handshake; without a session, it is over. */
    void connected(Connection to, @Nullable Session session, boolean knowsReadOnly) {
        int mark = out.beginFrame();
        out.writeInt(0); // protocol version
        out.writeInt(session == null ? 0 : (int) session.timeout);
        out.writeLong(session == null ? 0 : session.id);
        out.writeBuffer(session == null ? new byte[PASSWORD_BYTES] : session.password);
        if (knowsReadOnly) {
            out.writeBool(false);
        }
        send(to, mark);
    }

    void reply(Connection to, int xid, long zxid, ErrorCode code, Reply body) {
        int mark = begin(xid, zxid, code.code());
        if (code.code() == 0) {
            body.write(out);
        }
        send(to, mark);
    }

    void event(Connection to, WatchRequests.Event event, String path, long zxid) {
        int mark = begin(Xid.NOTIFICATION, zxid, 0);
        out.writeInt(event.number);
        out.writeInt(CONNECTED);
        out.writeString(path);
        send(to, mark);
    }

    private int begin(int xid, long zxid, int code) {
        int mark = out.beginFrame();
        out.writeInt(xid);
        out.writeLong(zxid);
        out.writeInt(code);
        return mark;
    }

    private void send(Connection to, int mark) {
        out.endFrame(mark);
        if (!to.closed) {
            to.peer.send(out.drain());
        } else {
            out.drain();
        }
        out.clear();
    }
}
