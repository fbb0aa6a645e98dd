package io.kazoo.core.protocol;

import io.kazoo.AuthData;
import io.kazoo.core.jute.JuteWriter;

/** The frames that are no requests of a user: they have numbers of their own and no result. */
public final class Packets {
    private Packets() {}

    /** Writes a ping. */
    public static void ping(JuteWriter out) {
        int mark = begin(out, Xid.PING, OpCode.PING);
        out.endFrame(mark);
    }

    /** Writes a credential. */
    public static void auth(JuteWriter out, AuthData auth) {
        int mark = begin(out, Xid.AUTH, OpCode.AUTH);
        out.writeInt(0); // always 0
        out.writeString(auth.scheme());
        out.writeBuffer(auth.credential());
        out.endFrame(mark);
    }

    /** Writes a SASL token. */
    public static void sasl(JuteWriter out, byte[] token) {
        int mark = begin(out, Xid.SASL, OpCode.SASL);
        out.writeBuffer(token);
        out.endFrame(mark);
    }

    /** Writes a request with its number and returns the length of the frame, which begins at {@code out}'s size. */
    public static int request(JuteWriter out, int xid, Operation<?> operation) {
        int mark = begin(out, xid, operation.opCode());
        operation.write(out);
        return out.endFrame(mark);
    }

    static int begin(JuteWriter out, int xid, int opCode) {
        int mark = out.beginFrame();
        out.writeInt(xid);
        out.writeInt(opCode);
        return mark;
    }
}
