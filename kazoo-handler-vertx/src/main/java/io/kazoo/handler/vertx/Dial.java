package io.kazoo.handler.vertx;

import io.kazoo.handler.DialRequest;
import io.kazoo.handler.Handler;
import io.kazoo.handler.TransportListener;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/** An attempt to connect. All of it happens on the event loop, so that its end is decided once. */
final class Dial implements Endpoint {
    private static final System.Logger LOG = System.getLogger(Dial.class.getPackageName());

    private final Running running;
    private final DialRequest request;
    private final TransportListener listener;
    private boolean decided;
    private @Nullable VertxTimer deadline;

    Dial(Running running, DialRequest request, TransportListener listener) {
        this.running = running;
        this.request = request;
        this.listener = listener;
    }

    void start() {
        if (!running.isOpen()) {
            abort();
            return;
        }
        running.add(this);
        deadline = running.schedule(request.timeout(), this::timeOut, () -> {});
        running.netClient().connect(options()).onComplete(this::connected, this::failed);
    }

    private ConnectOptions options() {
        long millis = Running.millis(Handler.saturatedNanos(request.timeout()));
        ConnectOptions options = new ConnectOptions()
                .setRemoteAddress(SocketAddress.inetSocketAddress(request.address()))
                .setHost(request.hostName())
                .setPort(request.address().getPort())
                .setTimeout((int) Math.min(millis, Integer.MAX_VALUE));
        return running.configure(options);
    }

    private void connected(NetSocket socket) {
        if (decide()) {
            new Connection(running, socket, listener).open();
        } else {
            Internals.close(socket);
        }
    }

    private void timeOut() {
        failed(new SocketTimeoutException("no connection within " + request.timeout()));
    }

    @Override
    public void abort() {
        failed(new ClosedChannelException());
    }

    private void failed(Throwable cause) {
        if (decide()) {
            tell(listener, cause);
        }
    }

    private boolean decide() {
        if (decided) {
            return false;
        }
        decided = true;
        running.remove(this);
        if (deadline != null) {
            deadline.cancel();
        }
        return true;
    }

    /** Tells a listener of its failure to connect. */
    static void tell(TransportListener listener, Throwable cause) {
        try {
            listener.onFailed(cause instanceof IOException ? cause : new IOException("cannot connect", cause));
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "a listener failed in onFailed", e);
        }
    }
}
