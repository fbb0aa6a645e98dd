package io.kazoo.core.client;

import static io.kazoo.handler.Deferred.onSettled;

import io.kazoo.core.tls.TlsConnection;
import io.kazoo.core.tls.TlsContexts;
import io.kazoo.handler.DialRequest;
import io.kazoo.handler.Handler;
import io.kazoo.handler.Lane;
import io.kazoo.handler.Timeout;
import io.kazoo.handler.Transport;
import io.kazoo.handler.TransportListener;
import io.kazoo.spi.ClientConfig;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Opens the connections of a client, with TLS if it is configured so. */
final class Dialer {
    private final Handler handler;
    private final Lane lane;
    private final @Nullable TlsContexts contexts;

    /**
     * Makes a dialer.
     *
     * @param lane for what follows files that were read
     */
    Dialer(Handler handler, Lane lane, ClientConfig config) {
        this.handler = handler;
        this.lane = lane;
        this.contexts = config.tls() == null ? null : new TlsContexts(config.tls());
    }

    Handler handler() {
        return handler;
    }

    /**
     * As {@link Handler#dial}. With TLS the listener is called in the executor, and the connection is to be used there
     * only.
     *
     * @param serial runs one task at a time, in order
     */
    void dial(DialRequest request, TransportListener listener, Executor serial) {
        TlsContexts tls = contexts;
        if (tls == null) {
            handler.dial(request, listener);
            return;
        }
        onSettled(
                handler.spawn(
                        lane,
                        () -> tls.engine(request.hostName(), request.address().getPort())),
                (engine, failure) -> {
                    if (engine == null) {
                        serial.execute(
                                () -> listener.onFailed(new SSLException("TLS cannot be set up: " + failure, failure)));
                    } else {
                        dial(request, engine, listener, serial);
                    }
                });
    }

    private void dial(DialRequest request, SSLEngine engine, TransportListener listener, Executor serial) {
        Duration limit = request.timeout();
        Timed timed = new Timed(listener);
        TlsConnection connection = new TlsConnection(engine, timed, handler::offload, serial);
        Runnable expire =
                () -> connection.expire(new SocketTimeoutException("no end within " + limit.toMillis() + " ms"));
        timed.timer = handler.schedule(limit, expire, expire);
        handler.dial(request, connection);
    }

    /** Ends the timer with the attempt. */
    private static final class Timed implements TransportListener {
        private final TransportListener listener;
        private volatile @Nullable Timeout timer;

        Timed(TransportListener listener) {
            this.listener = listener;
        }

        private void decided() {
            Timeout running = timer;
            if (running != null) {
                running.cancel();
            }
        }

        @Override
        public void onConnected(Transport transport) {
            decided();
            listener.onConnected(transport);
        }

        @Override
        public void onFailed(Throwable cause) {
            decided();
            listener.onFailed(cause);
        }

        @Override
        public void onBytes(ByteBuffer bytes) {
            listener.onBytes(bytes);
        }

        @Override
        public void onWritable() {
            listener.onWritable();
        }

        @Override
        public void onClosed(@Nullable Throwable cause) {
            listener.onClosed(cause);
        }
    }
}
