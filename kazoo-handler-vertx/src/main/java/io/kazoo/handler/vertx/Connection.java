package io.kazoo.handler.vertx;

import io.kazoo.handler.Transport;
import io.kazoo.handler.TransportListener;
import io.vertx.core.net.NetSocket;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An open connection. All but {@link #write} and {@link #close} happens on the event loop. */
final class Connection implements Transport, Endpoint {
    private static final System.Logger LOG = System.getLogger(Connection.class.getPackageName());

    private static final int CONGESTED_BYTES = 1024 * 1024;
    private static final int RELIEVED_BYTES = CONGESTED_BYTES / 2;

    private final Running running;
    private final NetSocket socket;
    private final TransportListener listener;

    /** Bytes given to Vert.x and not yet to the kernel. Counted here because Vert.x counts writes, not bytes. */
    private final AtomicInteger unsent = new AtomicInteger();

    /** The writer was told to wait. Whoever resets it owes the answer: the writer itself, or the event loop. */
    private final AtomicBoolean congested = new AtomicBoolean();

    /** Closed by this side, or ended: nothing is sent or delivered any more. */
    private volatile boolean closed;

    // What follows is of the event loop only.

    /** Nothing is read for a moment. */
    private boolean gathering;

    private boolean ended;
    private @Nullable Throwable broken;

    Connection(Running running, NetSocket socket, TransportListener listener) {
        this.running = running;
        this.socket = socket;
        this.listener = listener;
    }

    /** Tells the listener, first of all. */
    void open() {
        Internals.read(socket, this::receive);
        socket.exceptionHandler(cause -> {
            if (broken == null) {
                broken = cause;
            }
        });
        socket.closeHandler(nothing -> end(broken));
        running.add(this);
        try {
            listener.onConnected(this);
        } catch (Throwable e) {
            failed(e);
        }
    }

    private void receive(ByteBuffer bytes) {
        if (closed) {
            return;
        }
        try {
            listener.onBytes(bytes);
        } catch (Throwable e) {
            failed(e);
        }
    }

    /** The event loop must not rest: this connection is left alone until its timer's next tick, others are not. */
    @Override
    public void gather(Duration time) {
        if (running.isOnLoop() && !gathering && running.afterTick(this::readAgain)) {
            gathering = true;
            Internals.setReading(socket, false);
        }
    }

    private void readAgain() {
        gathering = false;
        if (!ended) {
            Internals.setReading(socket, true);
        }
    }

    @Override
    public boolean write(ByteBuffer bytes) {
        int count = bytes.remaining();
        if (closed || count == 0) {
            bytes.position(bytes.limit());
            return true;
        }
        if (unsent.addAndGet(count) > CONGESTED_BYTES) {
            congested.set(true);
        }
        Internals.write(socket, bytes, this::sent);
        return !congested.get() || isRelieved();
    }

    private void sent(int count) {
        if (unsent.addAndGet(-count) <= RELIEVED_BYTES && congested.get() && isRelieved()) {
            running.execute(this::relieve); // perhaps inside write, in which nobody may be called
        }
    }

    /** Answers true to one of those who ask after the congestion has ended. */
    private boolean isRelieved() {
        return unsent.get() <= RELIEVED_BYTES && congested.compareAndSet(true, false);
    }

    private void relieve(Void nothing) {
        if (closed) {
            return;
        }
        try {
            listener.onWritable();
        } catch (Throwable e) {
            failed(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        running.execute(nothing -> end(null));
    }

    @Override
    public void abort() {
        end(null);
    }

    private void failed(Throwable listenersFault) {
        LOG.log(Level.ERROR, "a listener failed; closing its connection", listenersFault);
        closed = true;
        running.execute(nothing -> end(listenersFault));
    }

    private void end(@Nullable Throwable cause) {
        if (ended) {
            return;
        }
        ended = true;
        closed = true;
        running.remove(this);
        Internals.close(socket);
        try {
            listener.onClosed(cause);
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "a listener failed in onClosed", e);
        }
    }
}
