package io.kazoo.core.engine;

import io.kazoo.KeeperState;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.MalformedException;
import io.kazoo.core.protocol.Packets;
import io.kazoo.exceptions.AuthFailedException;
import java.net.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * SASL on a new connection: tokens go to and fro until both sides are content. The engine carries them only; what is in
 * them is found out elsewhere, on threads that may block.
 *
 * <p>What the server refuses is final. What goes wrong on this side is so too, unless it has worked before: a ticket
 * service that is away for a while must not end a client that has been serving for weeks.
 */
final class Authentication {
    private final Context context;
    private final boolean wanted;
    private final Runnable accepted;

    /** A server has accepted this client, on whichever connection. */
    private boolean proven;

    /** A token was sent and is not answered. */
    private boolean waiting;

    /** This side is content. */
    private boolean complete;

    private long until;

    /**
     * Makes it.
     *
     * @param wanted whether the client has an identity to prove; without one, any server has accepted it
     * @param accepted called each time a server has accepted the client
     */
    Authentication(Context context, boolean wanted, Runnable accepted) {
        this.context = context;
        this.wanted = wanted;
        this.accepted = accepted;
    }

    /** Begins on a new connection. */
    void begin() {
        if (!wanted) {
            accepted.run();
            return;
        }
        context.phase = Phase.AUTHENTICATING;
        until = context.heartbeat.deadAt();
        waiting = false;
        complete = false;
        context.effects.authenticate(context.attempt, null);
    }

    /** Returns when to give up. */
    long deadline() {
        return until;
    }

    /** This side has a token for the server, or none. */
    void evaluated(byte @Nullable [] token, boolean contentNow) {
        complete = contentNow;
        if (token != null) {
            Packets.sasl(context.pipeline.out(), token);
            waiting = true;
        } else if (complete) {
            proven = true;
            accepted.run();
        } else {
            refused("SASL has come to no end", null);
        }
    }

    /** This side cannot go on; answers whether the client ends with that. */
    boolean failed(Throwable cause) {
        if (proven) {
            return false;
        }
        refused("SASL failed: " + cause.getMessage(), cause);
        return true;
    }

    /** The server has answered. */
    void answered(int error, JuteReader reader) {
        if (!waiting) {
            throw new MalformedException("answer to a SASL token that was not sent", null);
        }
        waiting = false;
        if (error != 0) {
            refused("the server refused to authenticate the client by SASL: error " + error, null);
            return;
        }
        byte[] challenge = reader.readBuffer();
        if (complete) {
            evaluated(null, true);
        } else if (challenge == null) {
            refused("the server is not set up for SASL", null);
        } else {
            context.effects.authenticate(context.attempt, challenge);
        }
    }

    /** Says what is missing when a connection ends, or the time is up, before both sides are content. */
    ConnectException incomplete(@Nullable Throwable cause) {
        String awaited = waiting ? "the server's answer to a SASL token" : "a SASL token of this side";
        ConnectException incomplete = new ConnectException("SASL was not finished, waiting for " + awaited);
        incomplete.initCause(cause);
        return incomplete;
    }

    private void refused(String message, @Nullable Throwable cause) {
        context.shutDown(KeeperState.AUTH_FAILED, new AuthFailedException(message, null, cause));
    }
}
