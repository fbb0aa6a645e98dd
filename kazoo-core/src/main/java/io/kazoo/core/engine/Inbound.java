package io.kazoo.core.engine;

import io.kazoo.KeeperState;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.MalformedException;
import io.kazoo.core.protocol.WireEvent;
import io.kazoo.core.protocol.Xid;
import io.kazoo.core.session.WatchTarget;
import io.kazoo.exceptions.AuthFailedException;
import io.kazoo.exceptions.ReplyTooLargeException;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the frames of a connection apart, in the order of the wire. */
final class Inbound implements FrameSplitter.Sink {
    private static final Logger WIRE = LoggerFactory.getLogger("io.kazoo.wire");

    private final Context context;
    private final Connector connector;
    private final JuteReader reader = new JuteReader();

    /** The connection that is read, and when. */
    private long attempt;

    private long now;

    Inbound(Context context, Connector connector) {
        this.context = context;
        this.connector = connector;
    }

    /** What is taken apart from now on came on a connection, at a time. */
    Inbound on(long connection, long time) {
        attempt = connection;
        now = time;
        return this;
    }

    /**
     * Takes one frame; answers whether the connection it came on is still in use.
     *
     * @throws MalformedException if the frame makes no sense; the connection is of no use then
     */
    @Override
    public boolean frame(ByteBuffer frame) {
        if (context.phase == Phase.HANDSHAKE) {
            return connector.greeted(frame, reader, now);
        }
        reader.over(frame);
        int xid = reader.readInt();
        long zxid = reader.readLong();
        int error = reader.readInt();
        if (WIRE.isTraceEnabled()) {
            WIRE.trace(
                    "<- xid {} zxid 0x{} error {}, {} bytes", xid, Long.toHexString(zxid), error, reader.remaining());
        }
        switch (xid) {
            case Xid.NOTIFICATION -> context.watches.fired(WireEvent.read(reader), zxid);
            case Xid.PING -> {
                context.pipeline.unsupported.served();
                connector.keepAlive.pong();
            }
            case Xid.SASL -> authenticated(error);
            case Xid.AUTH -> authAnswered(error);
            case Xid.SET_WATCHES -> watchesSet(error);
            default -> reply(xid, zxid, error);
        }
        return isInUse();
    }

    private boolean isInUse() {
        return context.attempt == attempt && context.phase != Phase.IDLE;
    }

    /** A reply that is too long fails its own request: another try would not do better, and the others go on. */
    @Override
    public boolean tooLong(ByteBuffer header, int length) {
        if (context.phase == Phase.HANDSHAKE) {
            throw new MalformedException("answer to the connect request of " + length + " bytes", null);
        }
        reader.over(header);
        int xid = reader.readInt();
        Request<?> request = answered(xid, reader.readLong());
        String path = request.userPath();
        request.fail(new ReplyTooLargeException("reply of " + length + " bytes" + (path == null ? "" : " for " + path)
                + ", the client accepts " + context.maxReplyBytes + " (maxReplyBytes)"));
        watched(request, 0);
        return isInUse();
    }

    /** Takes out the request that a reply belongs to. */
    private Request<?> answered(int xid, long zxid) {
        InFlight inFlight = context.pipeline.inFlight();
        long sequence = inFlight.sequence(xid);
        if (sequence < 0) {
            throw new MalformedException("reply to request " + xid + ", which was not sent", null);
        }
        Request<?> request = inFlight.take(sequence);
        context.heartbeat.answered(sequence);
        if (zxid > 0) {
            context.session.seen(zxid);
            context.states.publishZxid(context.session.lastZxid());
        }
        return request;
    }

    private void reply(int xid, long zxid, int error) {
        Request<?> request = answered(xid, zxid);
        context.pipeline.unsupported.answered(request.operation(), error);
        request.answer(error, reader);
        watched(request, error);
    }

    private void watched(Request<?> request, int error) {
        WatchTarget watch = request.watch();
        if (watch != null) {
            context.watches.answered(request, error, watch);
        }
    }

    private void watchesSet(int error) {
        if (error != 0) {
            throw new MalformedException("the server does not set watches again: error " + error, null);
        }
        connector.replay.watchesSet();
        connector.replayed();
    }

    private void authenticated(int error) {
        if (context.phase == Phase.CLOSING) {
            return;
        }
        if (context.phase != Phase.AUTHENTICATING) {
            throw new MalformedException("SASL at the wrong time", null);
        }
        connector.authentication.answered(error, reader);
    }

    private void authAnswered(int error) {
        if (error != 0 && context.phase == Phase.CLOSING) {
            return; // the server closes the connection, which is what we want
        }
        if (error != 0) {
            context.credentials.refused();
            context.shutDown(
                    KeeperState.AUTH_FAILED,
                    new AuthFailedException("the server refused a credential: error " + error, null, null));
        } else if (context.credentials.accepted()) {
            connector.replayed();
        } else {
            throw new MalformedException("answer to a credential that was not sent", null);
        }
    }
}
