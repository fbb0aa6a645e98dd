package io.kazoo.testing;

import io.kazoo.testing.FaultProxy.Ending;
import io.kazoo.testing.ProxyFaults.CutAfter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.Channel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A proxy's listener and connections. Used by the loop only, but for the two numbers. */
final class ProxyCore implements ProxyLoop.Work {
    private static final int MOST_CONNECTIONS = 1_000;

    private final ProxyLoop loop;
    private final InetSocketAddress address;
    private final ProxyFaults faults = new ProxyFaults();
    private final List<ProxyConnection> connections = new ArrayList<>();
    private volatile int open;
    private final AtomicLong accepted = new AtomicLong();
    private InetSocketAddress target;
    private @Nullable ServerSocketChannel listener;

    ProxyCore(ProxyLoop loop, InetSocketAddress address, InetSocketAddress target) {
        this.loop = loop;
        this.address = address;
        this.target = target;
    }

    ProxyFaults faults() {
        return faults;
    }

    /** Open connections; safe from any thread. */
    int open() {
        return open;
    }

    /** Connections ever accepted; safe from any thread. */
    long accepted() {
        return accepted.get();
    }

    void retarget(InetSocketAddress newTarget) {
        target = newTarget;
    }

    void listen() {
        if (listener != null) {
            return;
        }
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.configureBlocking(false);
            channel.bind(address);
            channel.register(loop.selector(), SelectionKey.OP_ACCEPT, (ProxyLoop.Ready) key -> accept(channel));
            listener = channel;
        } catch (IOException e) {
            throw new UncheckedIOException("The proxy could not listen at " + address, e);
        }
    }

    void stopListening() {
        ServerSocketChannel channel = listener;
        listener = null;
        if (channel != null) {
            close(channel);
        }
    }

    void add(CutAfter cut) {
        faults.cuts.add(cut);
        connections.forEach(connection -> connection.watchFor(cut));
    }

    void endAll(Ending how) {
        connections.forEach(connection -> connection.end(how));
    }

    @Override
    public long tick(long now) {
        long next = ProxyLoop.NEVER;
        for (ProxyConnection connection : connections) {
            next = Math.min(next, connection.tick(now));
        }
        if (connections.removeIf(ProxyConnection::isClosed)) {
            open = connections.size();
        }
        return next;
    }

    @Override
    public void end() {
        stopListening();
        endAll(Ending.RESET);
        connections.clear();
        open = 0;
        faults.clear();
    }

    private void accept(ServerSocketChannel channel) {
        try {
            for (SocketChannel client = channel.accept(); client != null; client = channel.accept()) {
                accepted.incrementAndGet();
                if (connections.size() == MOST_CONNECTIONS) {
                    close(client);
                    continue;
                }
                ProxyConnection connection = new ProxyConnection(loop, faults, client);
                connections.add(connection);
                open = connections.size();
                connection.open(target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The proxy could not accept a connection", e);
        }
    }

    private static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The proxy could not close a socket", e);
        }
    }
}
