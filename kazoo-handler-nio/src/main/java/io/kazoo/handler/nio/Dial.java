package io.kazoo.handler.nio;

import io.kazoo.handler.DialRequest;
import io.kazoo.handler.Timeout;
import io.kazoo.handler.TransportListener;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** An attempt to connect. All of it happens on the I/O thread, so that its end is decided once. */
final class Dial implements Runnable, IoLoop.Endpoint {
    private static final System.Logger LOG = System.getLogger(Dial.class.getPackageName());

    private final IoLoop loop;
    private final Timers timers;
    private final DialRequest request;
    private final TransportListener listener;
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private @Nullable Timeout deadline;
    private boolean ended;

    Dial(IoLoop loop, Timers timers, DialRequest request, TransportListener listener) {
        this.loop = loop;
        this.timers = timers;
        this.request = request;
        this.listener = listener;
    }

    @Override
    public void run() {
        try {
            SocketChannel opened = SocketChannel.open();
            channel = opened;
            opened.configureBlocking(false);
            opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
            opened.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            key = loop.register(opened, SelectionKey.OP_CONNECT, this);
            deadline = timers.schedule(request.timeout(), () -> loop.execute(this::timedOut));
            if (opened.connect(request.address())) {
                connected();
            }
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    @Override
    public void ready() {
        try {
            SocketChannel connecting = channel;
            if (connecting != null && connecting.finishConnect()) {
                connected();
            }
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    @Override
    public void abort(@Nullable Throwable cause) {
        fail(cause == null ? new ClosedChannelException() : cause);
    }

    private void timedOut() {
        fail(new SocketTimeoutException("no connection to " + request.address() + " within "
                + request.timeout().toMillis() + " ms"));
    }

    private void connected() {
        SocketChannel open = channel;
        SelectionKey registered = key;
        if (ended || open == null || registered == null) {
            return;
        }
        registered.interestOps(SelectionKey.OP_READ);
        ended = true;
        cancelDeadline();
        Connection connection = new Connection(loop, open, registered, listener);
        registered.attach(connection);
        loop.replace(this, connection);
        connection.opened();
    }

    private void fail(Throwable cause) {
        if (ended) {
            return;
        }
        ended = true;
        cancelDeadline();
        loop.forget(this);
        SocketChannel unused = channel;
        if (unused != null) {
            try {
                unused.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "closing a channel failed", e);
            }
        }
        try {
            listener.onFailed(cause);
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "a listener failed in onFailed", e);
        }
    }

    private void cancelDeadline() {
        Timeout timeout = deadline;
        if (timeout != null) {
            timeout.cancel();
        }
    }
}
