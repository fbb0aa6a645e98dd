package io.kazoo.tck;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/** The server's end of one connection, for the scripts of {@link ScriptedZooKeeper}. */
final class ScriptedConnection {
    static final long SESSION = 0x5c21b7edL;
    static final int TIMEOUT_MILLIS = 10_000;
    static final int STAT_BYTES = 68;

    static final int CREATE = 1;
    static final int EXISTS = 3;
    static final int GET_DATA = 4;
    static final int SYNC = 9;
    static final int PING = 11;
    static final int AUTH = 100;
    static final int SET_WATCHES = 101;
    static final int SASL = 102;
    static final int CLOSE_SESSION = -11;
    private static final int UNIMPLEMENTED = -6;
    private static final int PASSWORD_BYTES = 16;
    private static final int LONGEST_FRAME = 16 << 20;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final int first;
    private long zxid = 1000;

    /** A request, as far as every request looks alike. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Request(int xid, int type, byte[] body) {
        /** Returns the path, which nearly every request begins with. */
        String path() {
            ByteBuffer bytes = ByteBuffer.wrap(body);
            byte[] path = new byte[bytes.getInt()];
            bytes.get(path);
            return new String(path, UTF_8);
        }
    }

    /** Reads the first four bytes: the length of a handshake, or a four-letter word. */
    ScriptedConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
        first = in.readInt();
    }

    boolean isWord() {
        return first > LONGEST_FRAME;
    }

    /** Reads the handshake and grants the session: always the same one. */
    void grantSession() throws IOException {
        grantSession(TIMEOUT_MILLIS);
    }

    /** As {@link #grantSession()}, for a time. */
    void grantSession(int timeoutMillis) throws IOException {
        in.readNBytes(first);
        send(handshake(timeoutMillis, SESSION));
    }

    /** Reads the handshake and says nothing. */
    void readHandshake() throws IOException {
        in.readNBytes(first);
    }

    /** Returns the frame that grants a session; a timeout of 0 says that it has expired. */
    static byte[] handshake(int timeoutMillis, long session) {
        return frame(out -> {
            out.writeInt(0); // protocol version
            out.writeInt(timeoutMillis);
            out.writeLong(session);
            out.writeInt(PASSWORD_BYTES);
            out.write(new byte[PASSWORD_BYTES]);
            out.writeBoolean(false); // not read-only
        });
    }

    /** Reads the next request; pings in between are answered. */
    Request next() throws IOException {
        while (true) {
            byte[] body = new byte[in.readInt()];
            in.readFully(body);
            DataInputStream request = new DataInputStream(new ByteArrayInputStream(body));
            int xid = request.readInt();
            int type = request.readInt();
            if (type != PING) {
                return new Request(xid, type, request.readAllBytes());
            }
            reply(xid, 0, new byte[0]);
        }
    }

    /** Reads requests until one of this type comes; those before are answered as usual. */
    Request next(int type) throws IOException {
        Request request = next();
        while (request.type() != type) {
            answer(request);
            request = next();
        }
        return request;
    }

    /** Answers whatever comes, until the client hangs up. */
    void serve() throws IOException {
        try {
            while (!socket.isClosed()) {
                answer(next());
            }
        } catch (EOFException e) {
            // as clients do
        }
    }

    /** Gives the usual answer: all nodes exist and hold "data". */
    void answer(Request request) throws IOException {
        switch (request.type()) {
            case CREATE, SYNC -> reply(request.xid(), 0, string(request.path()));
            case EXISTS -> reply(request.xid(), 0, new byte[STAT_BYTES]);
            case GET_DATA -> reply(request.xid(), 0, data());
            case AUTH, SET_WATCHES -> reply(request.xid(), 0, new byte[0]);
            case CLOSE_SESSION -> {
                reply(request.xid(), 0, new byte[0]);
                socket.close();
            }
            default -> reply(request.xid(), UNIMPLEMENTED, new byte[0]);
        }
    }

    void reply(int xid, int error, byte[] body) throws IOException {
        send(replyFrame(xid, error, body));
    }

    byte[] replyFrame(int xid, int error, byte[] body) {
        zxid++;
        return frame(out -> {
            out.writeInt(xid);
            out.writeLong(zxid);
            out.writeInt(error);
            out.write(body);
        });
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    void send(String text) throws IOException {
        send(text.getBytes(UTF_8));
    }

    /** Closes the connection in good order. */
    void hangUp() throws IOException {
        socket.close();
    }

    /** Breaks the connection: the client sees a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Waits until the client hangs up; what it sends meanwhile is thrown away. */
    void ignore() throws IOException {
        in.transferTo(DataOutputStream.nullOutputStream());
    }

    static byte[] string(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return ByteBuffer.allocate(4 + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    /** Returns the body of a reply to getData. */
    static byte[] data() {
        byte[] data = string("data");
        return ByteBuffer.allocate(data.length + STAT_BYTES).put(data).array();
    }

    private static byte[] frame(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writer.write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] body = bytes.toByteArray();
        return ByteBuffer.allocate(4 + body.length)
                .putInt(body.length)
                .put(body)
                .array();
    }

    /** Writes to memory. */
    @FunctionalInterface
    private interface Writer {
        void write(DataOutputStream out) throws IOException;
    }
}
