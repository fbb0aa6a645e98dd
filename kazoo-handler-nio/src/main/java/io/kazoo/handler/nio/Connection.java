package io.kazoo.handler.nio;

import io.kazoo.handler.Transport;
import io.kazoo.handler.TransportListener;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An open connection. Writers send from their own thread; only what the socket does not take is left to the I/O thread.
 * As long as bytes are left there, later ones queue up behind them: that keeps the order. Everything else happens on
 * the I/O thread. An idle connection holds no buffer.
 */
final class Connection implements Transport, IoLoop.Endpoint {
    private static final System.Logger LOG = System.getLogger(Connection.class.getPackageName());

    private static final int CONGESTED_BYTES = 1024 * 1024;

    /** A connection that always has bytes must not starve the others. */
    private static final int READS_PER_TURN = 4;

    private static final int WRITES_PER_TURN = 16;

    private static final int READS_BEFORE_CLOSE = 16;

    private final IoLoop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final TransportListener listener;

    /** Guards what is pending, between the writer and the I/O thread; not needed while nothing is. */
    private final ReentrantLock lock = new ReentrantLock();

    /** Set by a writer, reset by the I/O thread when all is sent. While it is null, the writer has the socket alone. */
    private volatile @Nullable PendingBytes pending;

    private boolean congested;

    /** Bytes are not sent any more: closed by this side, or found broken by a writer. */
    private volatile boolean mute;

    /** The listener wants no more bytes. */
    private volatile boolean hungUp;

    /** How long the listener would let bytes gather, as of the last read; of the I/O thread. */
    private long patience;

    /** The listener knows; of the I/O thread, written with the lock held. */
    private boolean ended;

    Connection(IoLoop loop, SocketChannel channel, SelectionKey key, TransportListener listener) {
        this.loop = loop;
        this.channel = channel;
        this.key = key;
        this.listener = listener;
    }

    @Override
    public boolean write(ByteBuffer bytes) {
        try {
            if (mute) {
                return true;
            }
            if (pending == null) {
                PendingBytes.send(channel, bytes);
                if (!bytes.hasRemaining()) {
                    return true;
                }
            }
            return enqueue(bytes);
        } catch (IOException e) {
            mute = true;
            loop.execute(() -> lost(e));
            return true;
        } finally {
            bytes.position(bytes.limit());
        }
    }

    private boolean enqueue(ByteBuffer bytes) {
        boolean first;
        boolean free;
        lock.lock();
        try {
            if (ended) {
                return true;
            }
            PendingBytes queue = pending;
            first = queue == null;
            if (queue == null) {
                queue = new PendingBytes();
                pending = queue;
                key.interestOpsOr(SelectionKey.OP_WRITE);
            }
            queue.add(bytes);
            congested |= queue.size() > CONGESTED_BYTES;
            free = !congested;
        } catch (CancelledKeyException e) {
            return true; // the I/O thread closes just now
        } finally {
            lock.unlock();
        }
        if (first) {
            loop.wake();
        }
        return free;
    }

    @Override
    public void close() {
        mute = true;
        hungUp = true;
        loop.execute(() -> end(null));
    }

    @Override
    public void gather(Duration time) {
        if (loop.isCurrent()) {
            patience = time.toNanos();
        }
    }

    /** Tells the listener, first of all. */
    void opened() {
        try {
            listener.onConnected(this);
        } catch (Throwable e) {
            failed(e);
        }
    }

    @Override
    public void ready() {
        try {
            if (key.isWritable()) {
                flush();
            }
            if (key.isReadable()) {
                receive(READS_PER_TURN);
            }
        } catch (IOException | CancelledKeyException e) {
            lost(e);
        } catch (Throwable e) {
            failed(e);
        }
    }

    @Override
    public void abort(@Nullable Throwable cause) {
        end(cause);
    }

    private void flush() throws IOException {
        if (sendPending(WRITES_PER_TURN)) {
            listener.onWritable();
        }
    }

    /** Sends what the socket takes of what is pending; tells whether a writer who is to wait may go on. */
    private boolean sendPending(int writes) throws IOException {
        ByteBuffer bytes = firstPending();
        for (int i = 0; i < writes && bytes != null; i++) {
            int before = bytes.remaining();
            PendingBytes.send(channel, bytes);
            boolean stuck = bytes.hasRemaining();
            lock.lock();
            try {
                PendingBytes queue = pending;
                if (queue != null && queue.sent(before - bytes.remaining())) {
                    pending = null;
                    key.interestOpsAnd(~SelectionKey.OP_WRITE);
                    boolean relieved = congested;
                    congested = false;
                    return relieved;
                }
            } finally {
                lock.unlock();
            }
            bytes = stuck ? null : firstPending();
        }
        return false;
    }

    private @Nullable ByteBuffer firstPending() {
        lock.lock();
        try {
            PendingBytes queue = pending;
            return queue == null ? null : queue.first();
        } finally {
            lock.unlock();
        }
    }

    private void receive(int reads) throws IOException {
        ByteBuffer buffer = loop.readBuffer();
        for (int i = 0; i < reads && !ended && !hungUp; i++) {
            int count = channel.read(buffer.clear());
            if (count < 0) {
                end(null);
                return;
            }
            if (count == 0) {
                return;
            }
            boolean more = !buffer.hasRemaining();
            patience = 0;
            listener.onBytes(buffer.flip());
            if (!more) {
                loop.rest(patience);
                return; // a read that does not fill the buffer has emptied the socket
            }
        }
    }

    /** The socket broke while writing. What the peer sent before, such as its reason, is still worth reading. */
    private void lost(Exception cause) {
        try {
            receive(READS_BEFORE_CLOSE);
        } catch (IOException e) {
            cause.addSuppressed(e);
        } catch (Throwable e) {
            failed(e);
        }
        end(cause);
    }

    private void failed(Throwable listenersFault) {
        LOG.log(Level.ERROR, "a listener failed; closing its connection", listenersFault);
        end(listenersFault);
    }

    private void end(@Nullable Throwable cause) {
        if (ended) {
            return;
        }
        mute = true;
        hungUp = true;
        sendLast();
        try {
            if (cause == null) {
                discardReceived();
            }
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing a connection failed", e);
        }
        loop.forget(this);
        try {
            listener.onClosed(cause);
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "a listener failed in onClosed", e);
        }
    }

    private void sendLast() {
        try {
            sendPending(Integer.MAX_VALUE);
        } catch (IOException | CancelledKeyException e) {
            LOG.log(Level.DEBUG, "the last bytes could not be sent", e);
        }
        lock.lock();
        try {
            ended = true;
            pending = null;
        } finally {
            lock.unlock();
        }
    }

    /** A socket closed with bytes unread is reset, and the reset overtakes what was sent last. */
    private void discardReceived() throws IOException {
        ByteBuffer buffer = loop.readBuffer();
        for (int i = 0; i < READS_BEFORE_CLOSE; i++) {
            if (channel.read(buffer.clear()) <= 0) {
                return;
            }
        }
    }
}
