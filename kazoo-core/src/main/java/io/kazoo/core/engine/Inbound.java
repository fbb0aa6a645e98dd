package io.kazoo.core.engine;

import io.kazoo.KeeperState;
import io.kazoo.WatchedEvent;
import io.kazoo.ZnodePaths;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.MalformedException;
import io.kazoo.core.protocol.WatchKind;
import io.kazoo.core.protocol.WireEvent;
import io.kazoo.core.protocol.Xid;
import io.kazoo.core.session.WatchTarget;
import io.kazoo.exceptions.AuthFailedException;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the frames of a connection apart, in the order of the wire. */
final class Inbound {
    private static final Logger WIRE = LoggerFactory.getLogger("io.kazoo.wire");

    private final Context context;
    private final Connector connector;
    private final JuteReader reader = new JuteReader();

    Inbound(Context context, Connector connector) {
        this.context = context;
        this.connector = connector;
    }

    /**
     * Takes one frame; answers whether the connection it came on is still in use.
     *
     * @throws MalformedException if the frame makes no sense; the connection is of no use then
     */
    boolean frame(ByteBuffer frame, long attempt, long now) {
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
            case Xid.NOTIFICATION -> event(zxid);
            case Xid.PING -> connector.pong();
            case Xid.SASL -> authenticated(error);
            case Xid.AUTH -> authAnswered(error);
            case Xid.SET_WATCHES -> watchesSet(error);
            default -> reply(xid, zxid, error);
        }
        return context.attempt == attempt && context.phase != Phase.IDLE;
    }

    private void reply(int xid, long zxid, int error) {
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
        WatchTarget watch = request.watch();
        if (watch != null && request.isAnswer(error) && !request.isDone()) {
            register(request, error, watch);
        }
        request.answer(error, reader, error == 0 ? null : context.userPath(request));
    }

    private void register(Request<?> request, int error, WatchTarget watch) {
        WatchKind kind = request.operation().watchSetBy(error);
        String path = request.operation().path();
        if (kind != null && path != null) {
            context.watches.add(kind, path, watch);
        }
    }

    private void event(long zxid) {
        WireEvent wire = WireEvent.read(reader);
        WatchedEvent event = new WatchedEvent(
                wire.type(), KeeperState.CONNECTED, ZnodePaths.unchroot(context.chroot, wire.path()), zxid);
        for (WatchTarget target : context.watches.take(wire.type(), wire.path())) {
            context.effects.deliver(target, event);
        }
    }

    private void watchesSet(int error) {
        if (error != 0) {
            throw new MalformedException("the server does not set watches again: error " + error, null);
        }
        connector.watchesSet();
    }

    private void authenticated(int error) {
        if (context.phase == Phase.CLOSING) {
            return;
        }
        if (context.phase != Phase.AUTHENTICATING) {
            throw new MalformedException("SASL at the wrong time", null);
        }
        connector.authentication().answered(error, reader);
    }

    private void authAnswered(int error) {
        if (error != 0 && context.phase == Phase.CLOSING) {
            return; // the server closes the connection, which is what we want
        }
        if (error != 0) {
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
