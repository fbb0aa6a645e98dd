package io.kazoo.core.engine;

import io.kazoo.AuthData;
import io.kazoo.ClientId;
import io.kazoo.HostList;
import io.kazoo.KazooState;
import io.kazoo.KeeperState;
import io.kazoo.WatchType;
import io.kazoo.core.jute.MalformedException;
import io.kazoo.core.session.ServerAddress;
import io.kazoo.core.session.WatchTarget;
import io.kazoo.exceptions.AuthFailedException;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.KazooException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Lane;
import io.kazoo.spi.ClientConfig;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of a client: inputs in, {@link Effects} out. It does no I/O, reads no clock, starts no thread and
 * never blocks; time is an argument. Its inputs must be serialised by whoever drives it, and {@link #endOfBurst} must
 * follow the last of them. What the inputs lead to is spread over {@link Connector} (finding a server), {@link Inbound}
 * (replies and events), {@link Pipeline} (requests), {@link States} (what users see) and {@link Ending}.
 */
public final class Engine {
    private final Context context;
    private final Connector connector;
    private final Inbound inbound;
    private final Ending ending;
    private final Deadlines deadlines = new Deadlines();

    /** Bytes were read or time has passed: nothing written may wait any longer. */
    private boolean flushDue;

    /**
     * Makes an engine, idle.
     *
     * @param random decides the order of servers and the jitter of delays
     */
    public Engine(ClientConfig config, Effects effects, RandomGenerator random) {
        this.context = new Context(this, config, effects);
        this.connector = new Connector(context, config, random);
        this.inbound = new Inbound(context, connector);
        this.ending = new Ending(this, context, connector);
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
        ending.stop(done, now);
    }

    /**
     * Ends everything at once, because what the engine runs on ends: nobody would tell it any more that time has passed.
     * The server is told so as far as that takes no waiting, so that the session ends with its client.
     *
     * @param lane of a request whose reply nobody waits for
     */
    public void abandon(KazooException cause, Lane lane) {
        ending.abandon(cause, lane);
    }

    /**
     * Ends the client and leaves the session alive: what was submitted is answered first, within the same time.
     *
     * @param session gets the session, for someone to go on with; nothing if there is none
     */
    public void detach(Deferred<Optional<ClientId>> session, long now) {
        ending.detach(session, now);
    }

    /** Takes a request. */
    public void submit(Request<?> request) {
        switch (context.phase) {
            case IDLE, CLOSING -> request.fail(refusal());
            default -> context.pipeline.submit(request);
        }
    }

    void submitTimed(TimedRequest<?> request) {
        submit(request);
        deadlines.add(request);
    }

    /** A request was cancelled; any thread may say so. */
    void onCancelled() {
        context.pipeline.noteStale();
    }

    /**
     * Takes a watcher, or everybody, off a path with the chroot; the result tells whether there was one. Whether there is a
     * connection does not matter: what the server knows goes with it.
     */
    public void removeWatch(String path, WatchType type, @Nullable WatchTarget target, Deferred<Boolean> result) {
        context.watches.remove(path, type, target, result);
    }

    /** Adds a credential; the result succeeds when a server has accepted it. */
    public void addAuth(AuthData auth, Deferred<@Nullable Void> result) {
        if (context.phase == Phase.IDLE || context.phase == Phase.CLOSING) {
            result.fail(refusal());
        } else {
            context.credentials.add(auth, result, context.phase.takesCredentials() ? context.pipeline.out() : null);
        }
    }

    /** Replaces the servers; a client whose server is not among them, or is to make room there, moves to another. */
    public void setHosts(HostList hosts, long now) {
        connector.setHosts(hosts, now);
    }

    /** The addresses of a host were found. */
    public void onResolved(long attempt, List<ServerAddress> addresses, long now) {
        if (context.phase == Phase.SEARCHING) {
            connector.resolved(attempt, addresses, now);
        }
    }

    /** A host has no address. */
    public void onUnresolved(long attempt, Throwable cause, long now) {
        onDialFailed(attempt, cause, now);
    }

    /** A server was reached. */
    public void onDialed(long attempt, long now) {
        if (context.phase == Phase.SEARCHING) {
            connector.dialed(attempt, now);
        }
    }

    /** A server was not reached. */
    public void onDialFailed(long attempt, Throwable cause, long now) {
        if (context.phase == Phase.SEARCHING) {
            connector.dialFailed(attempt, cause, now);
        }
    }

    /** A server that writes was found, for a connection to one that only reads. */
    public void onWriterFound(long attempt, ServerAddress server, long now) {
        if (attempt == context.attempt && context.phase == Phase.CONNECTED) {
            connector.writerFound(server, now);
        }
    }

    /** This side of a SASL exchange has gone on; without a token for the server and content, it has come to its end. */
    public void onAuthenticating(long attempt, byte @Nullable [] token, boolean content) {
        if (isAuthenticating(attempt)) {
            connector.authentication.evaluated(token, content);
        }
    }

    /** This side of a SASL exchange cannot go on. */
    public void onUnauthenticated(long attempt, Throwable cause, long now) {
        if (isAuthenticating(attempt) && !connector.authentication.failed(cause)) {
            connector.lost(cause, now);
        }
    }

    /** Bytes arrived. */
    public void onBytes(long attempt, ByteBuffer bytes, long now) {
        if (attempt != context.attempt || !(context.phase == Phase.HANDSHAKE || context.phase.hasSession())) {
            return;
        }
        flushDue = true;
        if (context.isOutlived(now)) {
            onTick(now); // what arrives this late does not bring a session back that everybody was told is over
            return;
        }
        context.heartbeat.heard(now);
        int underWay = context.pipeline.inFlight().size();
        try {
            context.splitter.feed(bytes, inbound.on(attempt, now));
        } catch (MalformedException e) {
            onLost(attempt, e, now);
        }
        if (context.pipeline.trickles(underWay)) {
            context.effects.gather(Pipeline.GATHERING);
        }
        ending.closeIfDone(now);
        connector.moveIfIdle(now);
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
            ending.close(now);
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
        deadlines.expired(now, context::expire);
        if (context.phase == Phase.CLOSING) {
            if (now - context.closeAt >= 0) {
                ending.close(now);
            }
        } else {
            connector.onTick(now);
        }
    }

    /** Returns when {@link #onTick} is wanted; {@link Long#MAX_VALUE} for never. */
    public long deadline() {
        return deadlines.earlier(context.phase == Phase.CLOSING ? context.closeAt : connector.deadline());
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

    private boolean isAuthenticating(long attempt) {
        return attempt == context.attempt && context.phase == Phase.AUTHENTICATING;
    }

    String chroot() {
        return context.chroot;
    }

    private KazooException refusal() {
        return context.states.status().keeper() == KeeperState.AUTH_FAILED
                ? new AuthFailedException("authentication has failed", null, null)
                : new ConnectionClosedException("the client is not started", null, null);
    }
}
