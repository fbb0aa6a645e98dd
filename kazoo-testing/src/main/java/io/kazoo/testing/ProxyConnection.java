package io.kazoo.testing;

import io.kazoo.testing.FaultProxy.Direction;
import io.kazoo.testing.FaultProxy.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A client's connection and the one to the server that belongs to it. Used by the loop only. */
final class ProxyConnection implements ProxyLoop.Ready {
    private final ProxyLoop loop;
    private final ProxyFaults faults;
    private final ProxyTriggers triggers;
    private final SocketChannel client;
    private final SocketChannel server;
    private final SelectionKey clientKey;
    private final SelectionKey serverKey;
    private final ProxyPipe toServer = new ProxyPipe();
    private final ProxyPipe toClient = new ProxyPipe();
    /** Nothing is passed on any more; what comes is thrown away until both sides have closed. */
    private boolean swallowing;

    private int finishedPipes;
    /** Ordered cuts that are bound to happen once what comes before them is written. */
    private final List<CompletableFuture<Void>> imminent = new ArrayList<>();

    /** Takes over the client's channel, even if it fails. */
    ProxyConnection(ProxyLoop loop, ProxyFaults faults, SocketChannel client) throws IOException {
        this.loop = loop;
        this.faults = faults;
        this.client = client;
        triggers = new ProxyTriggers(faults);
        server = SocketChannel.open();
        clientKey = register(client);
        serverKey = register(server);
    }

    /** Begins to connect to the server, or to swallow, if that is what new connections get. */
    void open(InetSocketAddress target) {
        try {
            swallowing = faults.hang;
            if (swallowing) {
                server.close();
            } else {
                server.connect(target);
            }
            updateInterest();
        } catch (IOException e) {
            end(Ending.RESET);
        }
    }

    boolean isClosed() {
        return !client.isOpen() && !server.isOpen();
    }

    /** Starts to count for a cut that was just ordered. */
    void watchFor(ProxyFaults.CutAfter cut) {
        triggers.watchFor(cut, pipe(cut.direction).seen());
    }

    @Override
    public void ready(SelectionKey key) {
        try {
            if (key.isConnectable()) {
                server.finishConnect();
            }
            if (key.isReadable() && (swallowing || !faults.blackhole)) {
                read(key.equals(clientKey) ? Direction.TO_SERVER : Direction.TO_CLIENT);
            }
        } catch (IOException e) {
            // One side broke off: so does the other.
            end(Ending.RESET);
        }
    }

    /** Writes what is due; answers in how many nanoseconds more will be. */
    long tick(long now) {
        if (isClosed()) {
            return ProxyLoop.NEVER;
        }
        try {
            long next = ProxyLoop.NEVER;
            if (!swallowing && !faults.blackhole) {
                int most = faults.singleBytes ? 1 : Integer.MAX_VALUE;
                next = toClient.write(client, now, most);
                if (!swallowing && server.isConnected()) {
                    next = Math.min(next, toServer.write(server, now, Integer.MAX_VALUE));
                }
            }
            updateInterest();
            return next;
        } catch (IOException e) {
            end(Ending.RESET);
            return ProxyLoop.NEVER;
        }
    }

    /** Ends both sides; what is queued is lost. */
    void end(Ending how) {
        if (how == Ending.RESET || !halfClose()) {
            closeBoth(how == Ending.RESET);
        }
    }

    /** Closing with something unread would send a reset: so half-close, and wait for the others to close. */
    private boolean halfClose() {
        if (swallowing || !client.isConnected() || !server.isConnected()) {
            return false;
        }
        try {
            client.shutdownOutput();
            server.shutdownOutput();
        } catch (IOException e) {
            // One side is gone already.
            return false;
        }
        swallowing = true;
        settle();
        return true;
    }

    private void closeBoth(boolean reset) {
        close(client, reset);
        close(server, reset);
        settle();
    }

    /** What was to happen here has happened, or may happen on another connection. */
    private void settle() {
        triggers.giveBack();
        List<CompletableFuture<Void>> done = List.copyOf(imminent);
        imminent.clear();
        // Not on this thread, which has to go on whatever hangs on the futures.
        loop.afterThisTurn(() -> done.forEach(future -> future.completeAsync(() -> null)));
    }

    private void read(Direction direction) throws IOException {
        SocketChannel from = direction == Direction.TO_SERVER ? client : server;
        ProxyPipe pipe = pipe(direction);
        long before = pipe.seen();
        ByteBuffer bytes = pipe.read(from);
        if (swallowing) {
            if (bytes == null) {
                close(from, false);
            }
            return;
        }
        long due = System.nanoTime() + faults.delay(direction);
        if (bytes == null) {
            pipe.endWith(() -> passOnEnd(direction), due);
            return;
        }
        ProxyTriggers.Cut cut = triggers.apply(direction, bytes, before);
        pipe.enqueue(bytes, due, faults.bytesPerSecond);
        if (cut != null) {
            imminent.add(cut.done());
            pipe.endWith(() -> end(cut.ending()), due);
        }
    }

    /** One side has finished sending, and all it sent is passed on. */
    private void passOnEnd(Direction direction) {
        finishedPipes++;
        try {
            if (finishedPipes == 2) {
                closeBoth(false);
                return;
            }
            (direction == Direction.TO_SERVER ? server : client).shutdownOutput();
        } catch (IOException e) {
            end(Ending.RESET);
        }
    }

    private void updateInterest() {
        if (serverKey.isValid()) {
            int connect = server.isConnectionPending() ? SelectionKey.OP_CONNECT : 0;
            serverKey.interestOps(connect != 0 ? connect : interest(toClient, toServer));
        }
        if (clientKey.isValid()) {
            clientKey.interestOps(interest(toServer, toClient));
        }
    }

    private int interest(ProxyPipe reading, ProxyPipe writing) {
        if (swallowing) {
            return SelectionKey.OP_READ;
        }
        if (faults.blackhole) {
            return 0;
        }
        return (reading.wantsToRead() ? SelectionKey.OP_READ : 0)
                | (writing.wantsToWrite() ? SelectionKey.OP_WRITE : 0);
    }

    private ProxyPipe pipe(Direction direction) {
        return direction == Direction.TO_SERVER ? toServer : toClient;
    }

    private SelectionKey register(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return channel.register(loop.selector(), 0, this);
    }

    private static void close(SocketChannel channel, boolean reset) {
        try {
            if (reset && channel.isOpen()) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not close a connection of the proxy", e);
        }
    }
}
