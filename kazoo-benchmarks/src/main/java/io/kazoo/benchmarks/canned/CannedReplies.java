package io.kazoo.benchmarks.canned;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** Writes replies. All nodes hold 100 bytes and have the same Stat. */
final class CannedReplies {
    static final String BYTES_SET_AGAIN = "/bytes-set-again";

    private static final AtomicLong SESSIONS = new AtomicLong(0x100);

    private static final int CREATE = 1;
    private static final int EXISTS = 3;
    private static final int SET_DATA = 5;
    private static final int SYNC = 9;
    private static final int PING = 11;
    private static final int AUTH = 100;
    private static final int CREATE_2 = 15;
    private static final int UNIMPLEMENTED = -6;

    private static final int HEADER = 16;
    private static final int STAT = 68;
    private static final int DATA = 100;
    private static final int DATA_CHANGED = 3;
    private static final int CONNECTED = 3;

    /** The reply to a read, whole but for the number of the request. */
    private static final byte[] GET = new byte[4 + HEADER + 4 + DATA + STAT];

    static {
        ByteBuffer get = ByteBuffer.wrap(GET);
        get.putInt(GET.length - 4).putInt(0).putLong(1).putInt(0);
        get.putInt(DATA).put(new byte[DATA]);
        stat(get, DATA);
    }

    /** Answers the connect request that is in the frame. */
    void greeting(ByteBuffer out, ByteBuffer frame) {
        int start = frame.position();
        int timeout = frame.getInt(start + 12);
        long session = frame.getLong(start + 16);
        out.putInt(37).putInt(0).putInt(timeout).putLong(session == 0 ? SESSIONS.incrementAndGet() : session);
        out.putInt(16).put(new byte[15]).put((byte) 1).put((byte) 0);
    }

    void data(ByteBuffer out, int xid) {
        int start = out.position();
        out.put(GET);
        out.putInt(start + 4, xid);
    }

    void data(ByteBuffer out, int xid, byte[] data) {
        begin(out, HEADER + 4 + data.length + STAT, xid, 0);
        out.putInt(data.length).put(data);
        stat(out, data.length);
    }

    void header(ByteBuffer out, int xid) {
        begin(out, HEADER, xid, 0);
    }

    /** Tells of a change of a node's data. */
    void dataChanged(ByteBuffer out, byte[] path) {
        begin(out, HEADER + 4 + 4 + 4 + path.length, -1, 0);
        out.putInt(DATA_CHANGED).putInt(CONNECTED).putInt(path.length).put(path);
    }

    /** Answers what is neither a read nor an order. */
    void other(ByteBuffer out, int xid, int type, ByteBuffer frame) {
        switch (type) {
            case PING, AUTH -> header(out, xid);
            case EXISTS, SET_DATA -> {
                begin(out, HEADER + STAT, xid, 0);
                stat(out, DATA);
            }
            case CREATE, CREATE_2, SYNC -> {
                byte[] path = new byte[frame.getInt()];
                frame.get(path);
                begin(out, HEADER + 4 + path.length + (type == CREATE_2 ? STAT : 0), xid, 0);
                out.putInt(path.length).put(path);
                if (type == CREATE_2) {
                    stat(out, DATA);
                }
            }
            default -> begin(out, HEADER, xid, UNIMPLEMENTED);
        }
    }

    private static void begin(ByteBuffer out, int length, int xid, int error) {
        out.putInt(length).putInt(xid).putLong(1).putInt(error);
    }

    private static void stat(ByteBuffer out, int dataLength) {
        out.putLong(1).putLong(1).putLong(1).putLong(1).putInt(0).putInt(0).putInt(0);
        out.putLong(0).putInt(dataLength).putInt(0).putLong(1);
    }
}
