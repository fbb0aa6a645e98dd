package io.kazoo.testing;

import io.kazoo.testing.memory.Connection;
import io.kazoo.testing.memory.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client of a server in memory. What is sent is gathered and written at the end of each turn of the loop. */
final class MemoryConnection implements Peer, ProxyLoop.Ready {
    private static final int WORD = 4;

    /** What is answered to who is no client but asks how the server is. */
    private static final Map<String, String> WORDS = Map.of(
            "ruok", "imok",
            "srvr", "Zookeeper version: 3.9.5-in-memory, built on 1970-01-01 00:00 UTC\nMode: standalone\n");

    private final MemoryFront front;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final InetAddress address;
    private final Connection connection;
    private ByteBuffer output = ByteBuffer.allocate(1024);
    private boolean begun;
    private boolean closing;

    private MemoryConnection(MemoryFront front, SocketChannel channel, Selector selector) throws IOException {
        this.front = front;
        this.channel = channel;
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        address = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
        key = channel.register(selector, SelectionKey.OP_READ, this);
        connection = front.server().accept(this);
    }

    static MemoryConnection open(MemoryFront front, SocketChannel channel, Selector selector) throws IOException {
        return new MemoryConnection(front, channel, selector);
    }

    @Override
    public InetAddress address() {
        return address;
    }

    @Override
    public void send(ByteBuffer frame) {
        if (output.remaining() < frame.remaining()) {
            output = ByteBuffer.allocate(2 * (output.position() + frame.remaining()))
                    .put(output.flip());
        }
        output.put(frame);
    }

    @Override
    public void close() {
        closing = true;
    }

    @Override
    public void ready(SelectionKey ready) {
        if (ready.isReadable()) {
            read();
        }
        // What can be written is written at the end of the turn.
    }

    private void read() {
        ByteBuffer input = front.input();
        try {
            int count = channel.read(input);
            if (count < 0) {
                end();
            } else if (!closing) {
                input.flip();
                String answer = begun ? null : word(input);
                begun = true;
                if (answer == null) {
                    front.server().onBytes(connection, input, front.now());
                } else {
                    send(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
                    close();
                }
            }
        } catch (IOException gone) {
            end();
        }
    }

    private static @Nullable String word(ByteBuffer input) {
        return input.remaining() < WORD
                ? null
                : WORDS.get(
                        StandardCharsets.US_ASCII.decode(input.slice(0, WORD)).toString());
    }

    /** Sends what the socket takes, and closes it after the last byte if that is wanted. */
    void flush() {
        if (output.position() == 0 && !closing) {
            return;
        }
        try {
            channel.write(output.flip());
            boolean all = !output.hasRemaining();
            output.compact();
            if (all && closing) {
                end();
            } else {
                key.interestOps(all ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
        } catch (IOException gone) {
            end();
        }
    }

    private void end() {
        front.server().onClosed(connection);
        front.closed(this);
        try {
            channel.close();
        } catch (IOException e) {
            // Closed it is in any case.
        }
    }
}
