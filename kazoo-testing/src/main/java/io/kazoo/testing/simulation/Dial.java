package io.kazoo.testing.simulation;

import io.kazoo.handler.DialRequest;
import io.kazoo.handler.Handler;
import io.kazoo.handler.Transport;
import io.kazoo.handler.TransportListener;
import io.kazoo.testing.memory.Connection;
import io.kazoo.testing.memory.Peer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A connection from the first attempt to the end, as the client's machine sees it and as the server does. */
final class Dial implements Transport {
    private final DeterministicWorld world;
    private final DeterministicHandler machine;
    private final TransportListener listener;
    private @Nullable SimulatedServer server;
    private @Nullable Connection accepted;
    private @Nullable Pipe toServer;
    private @Nullable Pipe toClient;
    private @Nullable Event limit;

    /** The listener knows of the connection. */
    private boolean connected;

    /** The listener is told nothing more. */
    private boolean over;

    /** The client has closed it. */
    private boolean closed;

    Dial(DeterministicWorld world, DeterministicHandler machine, TransportListener listener) {
        this.world = world;
        this.machine = machine;
        this.listener = listener;
    }

    void begin(DialRequest request) {
        limit = world.after(
                Handler.saturatedNanos(request.timeout()),
                machine.host(),
                "dial timeout",
                () -> fail(new SocketTimeoutException("no connection within " + request.timeout())));
        SimulatedServer target = world.ensemble().find(request.address());
        if (target == null) {
            refused("nothing at " + request.address());
            return;
        }
        server = target;
        world.after(world.faults().latency(), target, "dial", () -> reach(target));
    }

    /** On the server's machine. */
    private void reach(SimulatedServer target) {
        if (over) {
            return;
        }
        if (!target.isUp()) {
            world.after(world.faults().latency(), machine.host(), "refused", () -> refused("refused by " + target));
            return;
        }
        Connection connection = target.accept(new ServerSide());
        accepted = connection;
        toServer = new Pipe(world, target, bytes -> target.onBytes(connection, bytes));
        toClient = new Pipe(world, machine.host(), this::receive);
        world.after(world.faults().latency(), machine.host(), "connected", this::connect);
    }

    private void connect() {
        if (!over && !connected) {
            forgetLimit();
            connected = true;
            world.note(machine.name(), "connected to", String.valueOf(server));
            guarded(() -> listener.onConnected(this));
        }
    }

    void refused(String why) {
        machine.soon("refused", () -> fail(new ConnectException(why)));
    }

    private void fail(IOException cause) {
        if (!over && !connected) {
            world.note(machine.name(), "cannot connect:", String.valueOf(cause.getMessage()));
            leave();
            forgetLimit();
            guarded(() -> listener.onFailed(cause));
            serverLoses();
        }
    }

    private void forgetLimit() {
        if (limit != null) {
            limit.cancelled = true;
        }
    }

    private void receive(ByteBuffer bytes) {
        if (!over && connected && !closed) {
            guarded(() -> listener.onBytes(bytes));
        }
    }

    /** A listener that throws loses its connection. */
    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException thrown) {
            world.note(machine.name(), "listener threw", thrown.toString());
            cut(new IOException(thrown));
        }
    }

    @Override
    public boolean write(ByteBuffer bytes) {
        Pipe pipe = toServer;
        if (over || closed || pipe == null) {
            return true;
        }
        pipe.send(bytes);
        if (world.faults().congests()) {
            machine.soon("writable", () -> {
                if (!over && !closed) {
                    guarded(listener::onWritable);
                }
            });
            return false;
        }
        return true;
    }

    /** The client's side is closed. */
    @Override
    public void close() {
        if (closed || over) {
            return;
        }
        closed = true;
        Pipe pipe = toServer;
        if (pipe != null) {
            pipe.end(this::serverLoses);
        }
        machine.soon("closed", () -> told(null));
    }

    private void told(@Nullable Throwable cause) {
        if (!over) {
            leave();
            guarded(() -> listener.onClosed(cause));
        }
    }

    private void leave() {
        over = true;
        machine.ended(this);
    }

    /** The handler was closed: its end of the connection goes at once. */
    void handlerClosed() {
        if (connected) {
            close();
        } else {
            refused("the handler was closed");
        }
    }

    /** Tells whether it stands. */
    boolean isOpen() {
        return connected && !over && !closed;
    }

    DeterministicHandler machine() {
        return machine;
    }

    @Nullable
    SimulatedServer server() {
        return server;
    }

    /** Breaks the connection; what is on its way is lost, and each side learns of it in its own time. */
    void cut(Throwable cause) {
        loseReplies();
        Pipe pipe = toServer;
        if (pipe != null) {
            pipe.swallow();
        }
        if (connected) {
            world.after(world.faults().latency(), machine.host(), "cut", () -> told(cause));
        } else {
            machine.soon("cut", () -> fail(new ConnectException(String.valueOf(cause.getMessage()))));
        }
        SimulatedServer host = server;
        if (host != null) {
            world.after(world.faults().latency(), host, "cut", this::serverLoses);
        }
    }

    /** Nothing reaches the client any more; requests still reach the server. */
    void loseReplies() {
        Pipe pipe = toClient;
        if (pipe != null) {
            pipe.swallow();
        }
    }

    /** Nothing passes for a time, and then all of it. */
    void stall(long until) {
        Pipe there = toServer;
        Pipe back = toClient;
        if (there != null && back != null) {
            there.stall(until);
            back.stall(until);
        }
    }

    private void serverLoses() {
        Connection connection = accepted;
        SimulatedServer host = server;
        if (connection != null && host != null) {
            accepted = null;
            host.onClosed(connection);
        }
    }

    /** The connection as the server sees it. */
    private final class ServerSide implements Peer {
        @Override
        public void send(ByteBuffer frame) {
            Pipe pipe = toClient;
            if (pipe != null) {
                pipe.send(frame);
            }
        }

        /** The server has forgotten the connection already. */
        @Override
        public void close() {
            accepted = null;
            Pipe pipe = toClient;
            if (pipe != null) {
                pipe.end(() -> told(null));
            }
        }

        @Override
        public InetAddress address() {
            return SimulatedEnsemble.CLIENTS;
        }
    }
}
