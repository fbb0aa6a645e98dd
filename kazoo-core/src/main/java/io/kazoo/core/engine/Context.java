package io.kazoo.core.engine;

import io.kazoo.KeeperState;
import io.kazoo.core.session.Heartbeat;
import io.kazoo.core.session.Session;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.KazooException;
import io.kazoo.exceptions.Outcome;
import io.kazoo.exceptions.SessionExpiredException;
import io.kazoo.spi.ClientConfig;
import java.util.concurrent.TimeUnit;

/** What the parts of the engine share, and the endings that concern all of it. */
final class Context {
    static final long LONGEST_CLOSE = TimeUnit.SECONDS.toNanos(10);

    final Engine engine;
    final Effects effects;
    final String chroot;
    final Watches watches = new Watches(this);
    final Session session;
    final Heartbeat heartbeat = new Heartbeat();
    final FrameSplitter splitter = new FrameSplitter();
    final Pipeline pipeline;
    final Credentials credentials;
    final States states;
    Phase phase = Phase.IDLE;

    /** Numbers the attempts to reach a server, so that what is left of an earlier one is not taken for the current. */
    long attempt;

    long closeAt;
    boolean closeAnswered;

    Context(Engine engine, ClientConfig config, Effects effects) {
        this.engine = engine;
        this.effects = effects;
        this.chroot = config.hosts().chroot();
        this.session = new Session((int) config.sessionTimeout().toMillis(), config.clientId());
        this.pipeline = new Pipeline(config.maxRequestBytes(), config.maxPending());
        this.credentials = new Credentials(config.auth());
        this.states = new States(effects, session, heartbeat);
    }

    /** Closes the connection, if any, so that nothing of it is heard of again. */
    void hangUp() {
        effects.hangUp();
        attempt++;
        splitter.reset();
        watches.disconnected();
    }

    /** The connection is gone, the session may be there: failures first, then SUSPENDED (kazoo's order). */
    void suspend() {
        states.set(KeeperState.CONNECTING, null);
        failPending();
        states.announce();
    }

    /** Fails what is under way and what waits: the connection is gone, nobody knows what the server has applied. */
    void failPending() {
        pipeline.close(request -> request.fail(lossOf(request, Outcome.MAYBE_APPLIED)));
        pipeline.drainQueue(request -> request.fail(lossOf(request, Outcome.NOT_SENT)));
    }

    private ConnectionLossException lossOf(Request<?> request, Outcome outcome) {
        String path = request.userPath();
        String message = "connection lost, request " + (outcome == Outcome.NOT_SENT ? "not sent" : "sent, not answered")
                + (path == null ? "" : ": " + path);
        return new ConnectionLossException(message, path, outcome, null);
    }

    /** The session has ended but the client goes on: LOST, then failures, then the watches (kazoo's order). */
    void expire() {
        states.change(KeeperState.EXPIRED_SESSION, null);
        pipeline.close(request -> request.fail(lossOf(request, Outcome.MAYBE_APPLIED)));
        pipeline.drainQueue(request ->
                request.fail(new SessionExpiredException("the session has expired", request.userPath(), null)));
        watches.end(KeeperState.EXPIRED_SESSION);
        session.reset();
        states.change(KeeperState.CONNECTING, null);
    }

    /** The client ends, by the user's wish or because it was refused. */
    void shutDown(KeeperState end, KazooException cause) {
        hangUp();
        phase = Phase.IDLE;
        closeAnswered = false;
        states.change(end, null);
        if (end == KeeperState.AUTH_FAILED) {
            pipeline.close(request -> request.fail(cause));
            pipeline.drainQueue(request -> request.fail(cause));
        } else {
            failPending();
        }
        credentials.failAll(cause);
        watches.end(end);
        session.reset();
        states.ended(cause);
    }
}
