package io.kazoo.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A session on one connection, spoken by hand: the handshake and single requests, one after another. What comes without
 * being asked for is skipped. Not thread-safe; every call is bounded by the timeout given at the start.
 */
final class RawSession implements AutoCloseable {
    static final int CLOSE_SESSION = -11;
    private static final int PASSWORD_BYTES = 16;
    private static final int LONGEST_FRAME = 16 << 20;
    private static final int SESSION_TIMEOUT_MILLIS = 10_000;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final DataOutputStream out;
    private final boolean expired;
    private final long id;
    private final byte[] password;
    private int lastXid;

    /**
     * Connects and shakes hands.
     *
     * @param sessionId the session to take over, 0 for a new one
     * @param sessionPassword its password, 16 zero bytes for a new one
     */
    RawSession(InetSocketAddress server, long sessionId, byte[] sessionPassword, Duration timeout) throws IOException {
        try {
            int millis = Math.max(1, Math.toIntExact(timeout.toMillis()));
            socket.connect(server, millis);
            socket.setSoTimeout(millis);
            socket.setTcpNoDelay(true);
            in = new DataInputStream(socket.getInputStream());
            out = new DataOutputStream(socket.getOutputStream());
            send(connectRequest(sessionId, sessionPassword));
            DataInputStream response = frame();
            response.readInt(); // protocol version
            expired = response.readInt() <= 0;
            id = response.readLong();
            password = response.readNBytes(response.readInt());
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** Opens a new session. */
    RawSession(InetSocketAddress server, Duration timeout) throws IOException {
        this(server, 0, new byte[PASSWORD_BYTES], timeout);
    }

    /** Whether the server answered that it does not know the session (any more). */
    boolean isExpired() {
        return expired;
    }

    long id() {
        return id;
    }

    byte[] password() {
        return password.clone();
    }

    /**
     * Sends a request and waits for its reply.
     *
     * @return the error code
     * @throws EOFException if the server ends the connection instead
     * @throws SocketTimeoutException if neither a reply nor the end comes in time
     */
    int request(int opCode, byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream frame = new DataOutputStream(bytes);
        int xid = ++lastXid;
        frame.writeInt(xid);
        frame.writeInt(opCode);
        frame.write(body);
        send(bytes.toByteArray());
        while (true) {
            DataInputStream reply = frame();
            int answered = reply.readInt();
            reply.readLong(); // zxid
            if (answered == xid) {
                return reply.readInt();
            }
        }
    }

    /** Drops the connection; the session lives on until it expires. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void send(byte[] frame) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream framed = new DataOutputStream(bytes);
        framed.writeInt(frame.length);
        framed.write(frame);
        out.write(bytes.toByteArray());
    }

    private DataInputStream frame() throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST_FRAME) {
            throw new IOException("A frame of " + length + " bytes");
        }
        byte[] frame = new byte[length];
        in.readFully(frame);
        return new DataInputStream(new ByteArrayInputStream(frame));
    }

    private static byte[] connectRequest(long sessionId, byte[] password) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream request = new DataOutputStream(bytes);
        request.writeInt(0); // protocol version
        request.writeLong(0); // last zxid seen: any server will do
        request.writeInt(SESSION_TIMEOUT_MILLIS);
        request.writeLong(sessionId);
        request.writeInt(password.length);
        request.write(password);
        request.writeBoolean(false); // read-only
        return bytes.toByteArray();
    }
}
