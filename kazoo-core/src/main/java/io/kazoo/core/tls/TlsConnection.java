package io.kazoo.core.tls;

import io.kazoo.handler.Transport;
import io.kazoo.handler.TransportListener;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * TLS on top of a connection of whatever handler: a listener of the connection below, a connection to the listener
 * above. The connection above is open when the handshake is through. Everything happens in the executor, which runs one
 * task at a time in order; {@link #write} and {@link #close} must be called there. What the JDK may take long for (key
 * exchange, certificates) it is given other threads for.
 */
public final class TlsConnection implements TransportListener, Transport {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** An alert that says what is wrong, the one that says goodbye, and one to spare. */
    private static final int LAST_RECORDS = 3;

    private final SSLEngine engine;
    private final String server;
    private final TransportListener listener;
    private final Consumer<Runnable> offload;
    private final Executor serial;

    /** Received and not decrypted: a part of a record, mostly nothing. */
    private ByteBuffer incoming = NOTHING;

    private ByteBuffer plain = NOTHING;
    private ByteBuffer outgoing = NOTHING;
    private @Nullable Transport below;

    /** The JDK works elsewhere. */
    private boolean busy;

    /** The listener has been told of the connection. */
    private boolean open;

    /** This side has hung up: nothing more is handed to the listener but the end. */
    private boolean closing;

    /** The listener has been told of the end. */
    private boolean ended;

    /**
     * Makes it; it is to be dialed with.
     *
     * @param engine of the client's side, not used yet
     * @param listener told of the connection, in the executor
     * @param offload runs jobs that may block; throws if it does not
     */
    public TlsConnection(SSLEngine engine, TransportListener listener, Consumer<Runnable> offload, Executor serial) {
        this.engine = engine;
        this.server = engine.getPeerHost() + ":" + engine.getPeerPort();
        this.listener = listener;
        this.offload = offload;
        this.serial = serial;
    }

    @Override
    public void onConnected(Transport transport) {
        serial.execute(() -> {
            below = transport;
            if (ended) {
                transport.close();
                return;
            }
            try {
                engine.beginHandshake();
                advance();
            } catch (SSLException e) {
                fail(e);
            }
        });
    }

    @Override
    public void onFailed(Throwable cause) {
        serial.execute(() -> end(cause));
    }

    @Override
    public void onBytes(ByteBuffer bytes) {
        ByteBuffer copy = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
        serial.execute(() -> {
            if (!ended) {
                incoming = joined(incoming, copy);
                advance();
            }
        });
    }

    private static ByteBuffer joined(ByteBuffer first, ByteBuffer second) {
        return first.hasRemaining()
                ? ByteBuffer.allocate(first.remaining() + second.remaining())
                        .put(first)
                        .put(second)
                        .flip()
                : second;
    }

    @Override
    public void onWritable() {
        serial.execute(() -> {
            if (open && !ended) {
                listener.onWritable();
            }
        });
    }

    @Override
    public void onClosed(@Nullable Throwable cause) {
        serial.execute(() -> end(cause));
    }

    /** The time for the handshake is up. */
    public void expire(Exception cause) {
        serial.execute(() -> {
            if (!open) {
                fail(cause);
            }
        });
    }

    @Override
    public boolean write(ByteBuffer bytes) {
        boolean free = true;
        try {
            while (bytes.hasRemaining() && !ended && !closing) {
                int before = bytes.remaining();
                free = wrap(bytes);
                if (bytes.remaining() == before && engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP) {
                    throw new SSLException(server + " negotiates anew, which is not supported");
                }
            }
        } catch (SSLException e) {
            serial.execute(() -> fail(e)); // the listener is not called within this call
        } finally {
            bytes.position(bytes.limit());
        }
        return free;
    }

    @Override
    public void close() {
        closing = true;
        if (!ended) {
            sayGoodbye();
        }
    }

    private void sayGoodbye() {
        Transport transport = below;
        if (transport == null) {
            return;
        }
        try {
            engine.closeOutbound();
            for (int i = 0; i < LAST_RECORDS && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP; i++) {
                wrap(NOTHING);
            }
        } catch (SSLException e) {
            // the peer is told by the end of the connection
        }
        transport.close();
    }

    /** Goes on as far as there is something to go on with. */
    private void advance() {
        try {
            boolean more = true;
            while (more && !busy && !ended && !closing) {
                more = switch (engine.getHandshakeStatus()) {
                    case NEED_TASK -> runTasks();
                    case NEED_WRAP -> {
                        wrap(NOTHING);
                        yield true;
                    }
                    default -> unwrap();
                };
            }
        } catch (SSLException | RuntimeException e) {
            fail(e);
        }
    }

    private boolean runTasks() {
        busy = true;
        offload.accept(() -> {
            Runnable task = engine.getDelegatedTask();
            while (task != null) {
                task.run();
                task = engine.getDelegatedTask();
            }
            serial.execute(() -> {
                busy = false;
                advance();
            });
        });
        return false;
    }

    /** Encrypts one record and sends it; answers whether more may be sent. */
    private boolean wrap(ByteBuffer bytes) throws SSLException {
        Transport transport = below;
        if (transport == null) {
            return true;
        }
        SSLEngineResult result = engine.wrap(bytes, outgoing.clear());
        while (result.getStatus() == Status.BUFFER_OVERFLOW) {
            outgoing = ByteBuffer.allocate(engine.getSession().getPacketBufferSize() + outgoing.capacity());
            result = engine.wrap(bytes, outgoing);
        }
        boolean free = !outgoing.flip().hasRemaining() || transport.write(outgoing);
        noteHandshake(result);
        return free;
    }

    /** Decrypts one record and hands it over; answers whether there may be more. */
    private boolean unwrap() throws SSLException {
        if (!incoming.hasRemaining()) {
            return false;
        }
        SSLEngineResult result = engine.unwrap(incoming, plain.clear());
        switch (result.getStatus()) {
            case BUFFER_UNDERFLOW -> {
                return false;
            }
            case BUFFER_OVERFLOW -> {
                plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize() + plain.capacity());
                return true;
            }
            case CLOSED -> {
                closing = true;
                sayGoodbye();
                return false;
            }
            default -> {
                noteHandshake(result);
                if (plain.flip().hasRemaining()) {
                    listener.onBytes(plain);
                }
                return result.bytesConsumed() > 0 || result.getHandshakeStatus() != HandshakeStatus.NEED_UNWRAP;
            }
        }
    }

    private void noteHandshake(SSLEngineResult result) {
        if (result.getHandshakeStatus() == HandshakeStatus.FINISHED && !open && !closing) {
            open = true;
            listener.onConnected(this);
        }
    }

    /** TLS itself has failed: the peer is told why, then the listener. */
    private void fail(Exception cause) {
        if (!ended) {
            closing = true;
            sayGoodbye();
            end(cause);
        }
    }

    private void end(@Nullable Throwable cause) {
        if (ended) {
            return;
        }
        ended = true;
        if (open) {
            listener.onClosed(cause);
        } else {
            listener.onFailed(below == null && cause != null ? cause : explained(cause));
        }
    }

    /** Says which server, and what is often the reason. */
    private Throwable explained(@Nullable Throwable cause) {
        String hint = cause instanceof SSLException
                ? ""
                : "; is this its port for TLS, and does it accept this client's certificate and TLS version?";
        String what = cause == null ? "connection closed" : String.valueOf(cause.getMessage());
        SSLHandshakeException failure =
                new SSLHandshakeException("TLS handshake with " + server + " failed: " + what + hint);
        failure.initCause(cause);
        return failure;
    }
}
