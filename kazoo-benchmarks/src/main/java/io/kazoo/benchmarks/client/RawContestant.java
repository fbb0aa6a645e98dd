package io.kazoo.benchmarks.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** The limit: frames made by hand on one socket, in one thread, with nothing around them. Takes a single server. */
public final class RawContestant implements Contestant {
    /** Nothing to configure; the string is not used. */
    public RawContestant(String unused) {}

    @Override
    public MeasuredClient open(String servers, int sessionTimeoutMillis) throws Exception {
        int colon = servers.lastIndexOf(':');
        SocketChannel channel = SocketChannel.open(
                new InetSocketAddress(servers.substring(0, colon), Integer.parseInt(servers.substring(colon + 1))));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return new Client(channel, sessionTimeoutMillis);
    }

    private static final class Client implements MeasuredClient, Pipelining {
        private static final int CREATE = 1;
        private static final int DELETE = 2;
        private static final int GET_DATA = 4;
        private static final int CLOSE = -11;
        private static final int EPHEMERAL_SEQUENTIAL = 3;
        private static final int HEADER = 16;

        private final SocketChannel channel;
        private final ByteBuffer out = ByteBuffer.allocateDirect(64 * 1024);
        private final ByteBuffer in = ByteBuffer.allocateDirect(256 * 1024).limit(0);
        private final long session;
        private int xid;

        Client(SocketChannel channel, int sessionTimeoutMillis) throws IOException {
            this.channel = channel;
            out.putInt(45).putInt(0).putLong(0).putInt(sessionTimeoutMillis).putLong(0);
            out.putInt(16).put(new byte[16]).put((byte) 0);
            ByteBuffer answer = roundTrip();
            session = answer.getLong(answer.position() + 8);
        }

        @Override
        public long sessionId() {
            return session;
        }

        @Override
        public byte[] get(String path) throws IOException {
            putGet(path.getBytes(StandardCharsets.UTF_8));
            ByteBuffer reply = roundTrip();
            reply.position(reply.position() + HEADER);
            byte[] data = new byte[reply.getInt()];
            reply.get(data);
            return data;
        }

        @Override
        public void pipeline(String path, int depth, AtomicLong answered, BooleanSupplier goOn) throws IOException {
            byte[] utf8 = path.getBytes(StandardCharsets.UTF_8);
            int frame = 4 + 8 + 4 + utf8.length + 1;
            // What round trips left of their replies.
            in.limit(0);
            int underWay = 0;
            boolean sending = true;
            while (sending || underWay > 0) {
                for (; sending && underWay < depth && out.remaining() >= frame; underWay++) {
                    putGet(utf8);
                }
                if (out.position() > 0) {
                    write();
                }
                int frames = takeFrames();
                underWay -= frames;
                answered.lazySet(answered.get() + frames);
                sending = sending && goOn.getAsBoolean();
            }
        }

        /** The two round trips that a lock takes at the least: create the node, delete it. */
        @Override
        public MeasuredLock lock(String path) throws Exception {
            create(path, 0);
            return new MeasuredLock() {
                private String node = "";

                @Override
                public void acquire() throws IOException {
                    node = create(path + "/lock-", EPHEMERAL_SEQUENTIAL);
                }

                @Override
                public void release() throws IOException {
                    int mark = begin(DELETE);
                    putText(node.getBytes(StandardCharsets.UTF_8));
                    out.putInt(-1);
                    end(mark);
                    roundTrip();
                }
            };
        }

        @Override
        public void close() {
            try (channel) {
                end(begin(CLOSE));
                write();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String create(String path, int flags) throws IOException {
            int mark = begin(CREATE);
            putText(path.getBytes(StandardCharsets.UTF_8));
            out.putInt(0).putInt(1).putInt(31);
            putText("world".getBytes(StandardCharsets.UTF_8));
            putText("anyone".getBytes(StandardCharsets.UTF_8));
            out.putInt(flags);
            end(mark);
            ByteBuffer reply = roundTrip();
            int error = reply.getInt(reply.position() + 12);
            if (error != 0) {
                throw new IOException("create " + path + ": error " + error);
            }
            reply.position(reply.position() + HEADER);
            byte[] created = new byte[reply.getInt()];
            reply.get(created);
            return new String(created, StandardCharsets.UTF_8);
        }

        private int begin(int type) {
            int mark = out.position();
            out.putInt(0).putInt(++xid).putInt(type);
            return mark;
        }

        private void end(int mark) {
            out.putInt(mark, out.position() - mark - 4);
        }

        private void putGet(byte[] path) {
            out.putInt(8 + 4 + path.length + 1).putInt(++xid).putInt(GET_DATA);
            putText(path);
            out.put((byte) 0);
        }

        private void putText(byte[] utf8) {
            out.putInt(utf8.length).put(utf8);
        }

        private void write() throws IOException {
            out.flip();
            while (out.hasRemaining()) {
                channel.write(out);
            }
            out.clear();
        }

        /** Writes and returns the one reply, without its length. */
        private ByteBuffer roundTrip() throws IOException {
            write();
            in.clear();
            while (in.position() < 4 || in.position() < 4 + in.getInt(0)) {
                read();
            }
            in.flip();
            in.getInt();
            return in;
        }

        /** Reads once and counts the whole frames that are there. */
        private int takeFrames() throws IOException {
            in.compact();
            read();
            in.flip();
            int frames = 0;
            while (in.remaining() >= 4 && in.remaining() >= 4 + in.getInt(in.position())) {
                in.position(in.position() + 4 + in.getInt(in.position()));
                frames++;
            }
            return frames;
        }

        private void read() throws IOException {
            if (channel.read(in) < 0) {
                throw new EOFException("the server closed the connection");
            }
        }
    }
}
