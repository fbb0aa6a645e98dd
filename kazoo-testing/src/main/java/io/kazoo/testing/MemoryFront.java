package io.kazoo.testing;

import io.kazoo.testing.memory.Limits;
import io.kazoo.testing.memory.MemoryServer;
import io.kazoo.testing.support.PortBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The sockets and the clock of a server in memory. Everything but {@link #listen} happens on the loop's thread. */
final class MemoryFront implements ProxyLoop.Work {
    private static final int BACKLOG = 1024;
    private static final int READ_BYTES = 64 * 1024;

    private final ProxyLoop loop;
    private final MemoryServer server;
    private final ByteBuffer input = ByteBuffer.allocateDirect(READ_BYTES);
    private final Set<MemoryConnection> connections = new LinkedHashSet<>();
    private final ServerSocketChannel listener;
    private final long startedMillis = System.currentTimeMillis();
    private final long startedNanos = System.nanoTime();
    private int port;

    MemoryFront(ProxyLoop loop, Limits limits) {
        this.loop = loop;
        server = new MemoryServer(limits, startedNanos);
        try {
            listener = ServerSocketChannel.open();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not open a socket", e);
        }
    }

    MemoryServer server() {
        return server;
    }

    int port() {
        return port;
    }

    /** Called before the loop is started. */
    void listen() {
        try {
            listener.configureBlocking(false);
            listener.bind(new InetSocketAddress(PortBlock.host(), 0), BACKLOG);
            port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
            listener.register(loop.selector(), SelectionKey.OP_ACCEPT, (ProxyLoop.Ready) key -> accept());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not listen", e);
        }
    }

    /** A clock that never goes back, and began with the time of day. */
    long now() {
        return startedMillis + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
    }

    private void accept() {
        try {
            SocketChannel channel = listener.accept();
            if (channel != null) {
                connections.add(MemoryConnection.open(this, channel, loop.selector()));
            }
        } catch (IOException gone) {
            // The client has hung up again.
        }
    }

    /** Returns the buffer for one read. */
    ByteBuffer input() {
        return input.clear();
    }

    void closed(MemoryConnection connection) {
        connections.remove(connection);
    }

    @Override
    public long tick(long now) {
        server.onTick(now());
        List.copyOf(connections).forEach(MemoryConnection::flush);
        long deadline = server.deadline();
        if (deadline == Long.MAX_VALUE) {
            return ProxyLoop.NEVER;
        }
        return TimeUnit.MILLISECONDS.toNanos(Math.max(1, deadline - now()));
    }

    @Override
    public void end() {
        server.dropConnections();
        List.copyOf(connections).forEach(MemoryConnection::flush);
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
