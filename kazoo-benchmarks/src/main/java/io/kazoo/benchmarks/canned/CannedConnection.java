package io.kazoo.benchmarks.canned;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One connection: takes many frames out of each read and answers them in one write. Two deletes are orders: {@code
 * /fire} fires every watch set on this connection, {@code /drop} drops the connection without an answer. Reading {@code
 * /bytes-set-again} tells how many bytes of watches the client has set again on this connection.
 */
final class CannedConnection {
    private static final int READ_BYTES = 256 * 1024;
    private static final int WRITE_BYTES = 1024 * 1024;

    /** A client that leaves this many replies unread gets no more until it has read them. */
    private static final int CONGESTED_BYTES = WRITE_BYTES / 2;

    private static final int DELETE = 2;
    private static final int GET_DATA = 4;
    private static final int SET_WATCHES = 101;
    private static final int SET_WATCHES_2 = 105;
    private static final int CLOSE = -11;

    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);
    private static final ByteBuffer READ = ByteBuffer.allocateDirect(READ_BYTES);
    private static final ByteBuffer WRITE = ByteBuffer.allocateDirect(WRITE_BYTES);

    private final SocketChannel channel;
    private final SelectionKey key;
    private final CannedReplies replies = new CannedReplies();
    private final List<byte[]> watched = new ArrayList<>();
    private ByteBuffer partial = EMPTY;
    private ByteBuffer unsent = EMPTY;
    private long bytesSetAgain;
    private boolean greeted;
    private boolean firing;
    private boolean open = true;

    CannedConnection(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }

    /** Does what the socket is ready for; answers whether the connection stays open. */
    boolean serve() throws IOException {
        if (key.isWritable() && !flushUnsent()) {
            return true;
        }
        if (key.isReadable()) {
            receive();
        }
        return open;
    }

    private void receive() throws IOException {
        READ.clear();
        READ.put(partial);
        if (channel.read(READ) < 0) {
            open = false;
            return;
        }
        ByteBuffer bytes = READ.flip();
        partial = EMPTY;
        WRITE.clear();
        while (open && bytes.remaining() >= 4) {
            int length = bytes.getInt(bytes.position());
            if (bytes.remaining() < 4 + length) {
                break;
            }
            int next = bytes.position() + 4 + length;
            bytes.position(bytes.position() + 4);
            if (WRITE.position() > CONGESTED_BYTES) {
                send();
            }
            frame(bytes, length);
            bytes.position(next);
        }
        send();
        keep(bytes);
        if (firing && open) {
            firing = false;
            fire();
        }
    }

    private void keep(ByteBuffer bytes) {
        if (open && bytes.hasRemaining()) {
            partial = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
        }
    }

    private void frame(ByteBuffer frame, int length) {
        if (!greeted) {
            greeted = true;
            replies.greeting(WRITE, frame);
            return;
        }
        int start = frame.position();
        int xid = frame.getInt();
        int type = frame.getInt();
        switch (type) {
            case GET_DATA -> get(frame, xid, start + length);
            case DELETE -> delete(frame, xid);
            case SET_WATCHES, SET_WATCHES_2 -> {
                bytesSetAgain += length + 4;
                setAgain(frame.position(frame.position() + 8));
                replies.header(WRITE, xid);
            }
            case CLOSE -> {
                replies.header(WRITE, xid);
                open = false;
            }
            default -> replies.other(WRITE, xid, type, frame);
        }
    }

    private void get(ByteBuffer frame, int xid, int end) {
        boolean watch = frame.get(end - 1) != 0;
        if (watch) {
            watched.add(path(frame));
        } else if (frame.getInt(frame.position()) == CannedReplies.BYTES_SET_AGAIN.length()
                && text(path(frame)).equals(CannedReplies.BYTES_SET_AGAIN)) {
            replies.data(WRITE, xid, Long.toString(bytesSetAgain).getBytes(StandardCharsets.US_ASCII));
            return;
        }
        replies.data(WRITE, xid);
    }

    private void delete(ByteBuffer frame, int xid) {
        switch (text(path(frame))) {
            case "/drop" -> open = false;
            case "/fire" -> {
                firing = true;
                replies.header(WRITE, xid);
            }
            default -> replies.header(WRITE, xid);
        }
    }

    /** Takes the watches on data of a packet that sets watches again. */
    private void setAgain(ByteBuffer frame) {
        int count = frame.getInt();
        for (int i = 0; i < count; i++) {
            watched.add(path(frame));
        }
    }

    private void fire() throws IOException {
        WRITE.clear();
        for (byte[] path : watched) {
            if (WRITE.position() > CONGESTED_BYTES) {
                send();
            }
            replies.dataChanged(WRITE, path);
        }
        watched.clear();
        send();
    }

    /** Sends what is written; what the socket does not take is kept, and nothing more is read until it is gone. */
    private void send() throws IOException {
        WRITE.flip();
        if (!unsent.hasRemaining()) {
            channel.write(WRITE);
        }
        if (WRITE.hasRemaining()) {
            unsent = ByteBuffer.allocateDirect(unsent.remaining() + WRITE.remaining())
                    .put(unsent)
                    .put(WRITE)
                    .flip();
            key.interestOps(SelectionKey.OP_WRITE);
        }
        WRITE.clear();
    }

    private boolean flushUnsent() throws IOException {
        channel.write(unsent);
        if (unsent.hasRemaining()) {
            return false;
        }
        key.interestOps(SelectionKey.OP_READ);
        return true;
    }

    private static byte[] path(ByteBuffer frame) {
        byte[] path = new byte[frame.getInt()];
        frame.get(path);
        return path;
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
