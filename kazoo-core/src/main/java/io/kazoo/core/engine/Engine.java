package io.kazoo.core.engine;

import static io.kazoo.handler.Deferred.onSettled;

import io.kazoo.AuthData;
import io.kazoo.HostList;
import io.kazoo.KazooState;
import io.kazoo.KeeperState;
import io.kazoo.core.jute.MalformedException;
import io.kazoo.core.protocol.CloseSession;
import io.kazoo.exceptions.AuthFailedException;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.KazooException;
import io.kazoo.handler.Deferred;
import io.kazoo.spi.ClientConfig;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of a client: inputs in, {@link Effects} out. It does no I/O, reads no clock, starts no thread and
 * never blocks; time is an argument. Its inputs must be serialised by whoever drives it, and {@link #endOfBurst} must
 * follow the last of them. What the inputs lead to is spread over {@link Connector} (finding a server), {@link Inbound}
 * (replies and events), {@link Pipeline} (requests) and {@link States} (what users see).
 */
public final class Engine {
    private final Context context;
    private final Connector connector;
    private final Inbound inbound;

    /** Bytes were read or time has passed: nothing written may wait any longer. */
    private boolean flushDue;

    /**
     * Makes an engine, idle.
     *
     * @param random decides the order of servers and the jitter of delays
     */
    public Engine(ClientConfig config, Effects effects, RandomGenerator random) {
        this.context = new Context(config, effects);
        this.connector = new Connector(context, config, random);
        this.inbound = new Inbound(context, connector);
    }

    /** Returns what any thread may know. */
    public Status status() {
        return context.states.status();
    }

    /**
     * Returns the state as of a moment; any thread may ask. LOST as soon as the session is dead by the client's own clock:
     * who has stood still for long must not go on with a lock before the engine has had its turn.
     */
    public KazooState state(long now) {
        KazooState state = context.states.status().kazoo();
        return state != KazooState.LOST && context.states.isOutlived(now) ? KazooState.LOST : state;
    }

    /** Returns the last transaction seen in a reply; any thread may ask. */
    public long lastZxid() {
        return context.states.lastZxid();
    }

    /** Returns why the latest attempt to reach a server has failed, if any has since the last success; any thread may ask. */
    public @Nullable Throwable failure() {
        return context.states.failure();
    }

    /** Connects; the result succeeds when there is a session, at once if there is one. */
    public void start(Deferred<@Nullable Void> done, long now) {
        switch (context.phase) {
            case CONNECTED -> done.succeed(null);
            case IDLE -> {
                context.states.starting(done);
                connector.start(now);
            }
            default -> context.states.starting(done);
        }
    }

    /** Ends the session: what was submitted is sent first, within the session timeout or ten seconds. */
    public void stop(Deferred<@Nullable Void> done, long now) {
        context.states.stopping(done);
        switch (context.phase) {
            case CONNECTED, REPLAY, AUTHENTICATING -> {
                if (context.phase == Phase.AUTHENTICATING) {
                    context.failPending(); // for who is not known yet nothing is sent but the end
                }
                context.phase = Phase.CLOSING;
                context.closeAt = now + Math.min(Context.LONGEST_CLOSE, context.session.timeoutNanos());
                Request<@Nullable Void> close = new Request<>(this, done.lane(), new CloseSession(), null);
                onSettled(close, (value, failure) -> context.closeAnswered = context.phase == Phase.CLOSING);
                context.pipeline.open();
                context.pipeline.enqueue(close);
            }
            case CLOSING -> {
                // the one that began to close settles all that wait
            }
            case IDLE -> {
                context.states.change(KeeperState.CLOSED, null);
                context.states.ended(stopped());
            }
            default -> close(now, stopped());
        }
    }

    /** Takes a request. */
    public void submit(Request<?> request) {
        switch (context.phase) {
            case IDLE, CLOSING -> request.fail(refusal());
            default -> context.pipeline.submit(request);
        }
    }

    /** Adds a credential; the result succeeds when a server has accepted it. */
    public void addAuth(AuthData auth, Deferred<@Nullable Void> result) {
        if (context.phase == Phase.IDLE || context.phase == Phase.CLOSING) {
            result.fail(refusal());
        } else {
            context.credentials.add(auth, result, context.phase.takesCredentials() ? context.pipeline.out() : null);
        }
    }

    /** Replaces the servers, from the next attempt on. */
    public void setHosts(HostList hosts) {
        connector.setHosts(hosts);
    }

    /** The addresses of a host were found. */
    public void onResolved(long attempt, List<InetAddress> addresses, long now) {
        if (isCurrent(attempt, Phase.RESOLVING)) {
            connector.resolved(addresses, now);
        }
    }

    /** A host has no address. */
    public void onUnresolved(long attempt, Throwable cause, long now) {
        if (isCurrent(attempt, Phase.RESOLVING)) {
            connector.failed(cause, now);
        }
    }

    /** A server was reached. */
    public void onDialed(long attempt, long now) {
        if (isCurrent(attempt, Phase.DIALING)) {
            connector.dialed(now);
        }
    }

    /** A server was not reached. */
    public void onDialFailed(long attempt, Throwable cause, long now) {
        if (isCurrent(attempt, Phase.DIALING)) {
            connector.failed(cause, now);
        }
    }

    /** This side of a SASL exchange has gone on; without a token for the server and content, it has come to its end. */
    public void onAuthenticating(long attempt, byte @Nullable [] token, boolean content) {
        if (isCurrent(attempt, Phase.AUTHENTICATING)) {
            connector.authentication().evaluated(token, content);
        }
    }

    /** This side of a SASL exchange cannot go on. */
    public void onUnauthenticated(long attempt, Throwable cause, long now) {
        if (isCurrent(attempt, Phase.AUTHENTICATING)
                && !connector.authentication().failed(cause)) {
            connector.lost(cause, now);
        }
    }

    /** Bytes arrived. */
    public void onBytes(long attempt, ByteBuffer bytes, long now) {
        if (attempt != context.attempt || !(context.phase == Phase.HANDSHAKE || context.phase.hasSession())) {
            return;
        }
        flushDue = true;
        if (connector.isOutlived(now)) {
            onTick(now); // what arrives this late does not bring a session back that everybody was told is over
            return;
        }
        context.heartbeat.heard(now);
        try {
            context.splitter.feed(bytes, frame -> inbound.frame(frame, attempt, now));
        } catch (MalformedException e) {
            onLost(attempt, e, now);
        }
        if (context.closeAnswered) {
            close(now, stopped());
        }
    }

    /** The connection takes bytes again. */
    public void onWritable(long attempt) {
        if (attempt == context.attempt) {
            context.pipeline.writable();
        }
    }

    /** The connection was lost. */
    public void onLost(long attempt, @Nullable Throwable cause, long now) {
        if (attempt != context.attempt || context.phase == Phase.IDLE) {
            return;
        }
        if (context.phase == Phase.CLOSING) {
            close(now, stopped());
        } else if (context.phase == Phase.HANDSHAKE || context.phase.hasSession()) {
            connector.lost(cause, now);
        }
    }

    /** Something inside failed that must not: the connection is given up, the client goes on. */
    public void onDefect(Throwable defect, long now) {
        if (context.phase == Phase.HANDSHAKE || context.phase.hasSession()) {
            onLost(context.attempt, defect, now);
        }
    }

    /** Time has passed; to be called at {@link #deadline()} at the latest. */
    public void onTick(long now) {
        flushDue = true; // a ping must not wait for a read
        if (context.phase == Phase.CLOSING) {
            if (now - context.closeAt >= 0) {
                close(now, stopped());
            }
        } else {
            connector.onTick(now);
        }
    }

    /** Returns when {@link #onTick} is wanted; {@link Long#MAX_VALUE} for never. */
    public long deadline() {
        return context.phase == Phase.CLOSING ? context.closeAt : connector.deadline();
    }

    /** No more inputs for now: sends what there is to send. */
    public void endOfBurst(long now) {
        do {
            context.pipeline.pump();
            long sent = context.pipeline.flush(context.effects, flushDue);
            if (sent != Pipeline.NOTHING) {
                context.heartbeat.sent(sent, now);
            }
        } while (context.pipeline.hasMore());
        flushDue = false;
        context.states.publishZxid(context.session.lastZxid());
        context.states.publishHeartbeat();
    }

    private boolean isCurrent(long attempt, Phase phase) {
        return attempt == context.attempt && context.phase == phase;
    }

    private static ConnectionClosedException stopped() {
        return new ConnectionClosedException("the client was stopped", null, null);
    }

    private KazooException refusal() {
        return context.states.status().keeper() == KeeperState.AUTH_FAILED
                ? new AuthFailedException("authentication has failed", null, null)
                : new ConnectionClosedException("the client is not started", null, null);
    }

    /** Ends everything, in kazoo's order: LOST, then failures, then watches; then starts again if that was asked for. */
    private void close(long now, KazooException cause) {
        context.shutDown(KeeperState.CLOSED, cause);
        if (context.states.isStarting()) {
            connector.start(now);
        }
    }
}
