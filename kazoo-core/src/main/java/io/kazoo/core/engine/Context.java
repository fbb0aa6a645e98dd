package io.kazoo.core.engine;

import io.kazoo.KeeperState;
import io.kazoo.core.session.Heartbeat;
import io.kazoo.core.session.Session;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.KazooException;
import io.kazoo.exceptions.Outcome;
import io.kazoo.exceptions.RequestTimeoutException;
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
    final FrameSplitter splitter;
    final int maxReplyBytes;
    final Pipeline pipeline;
    final Credentials credentials;
    final States states;
    Phase phase = Phase.IDLE;

    /** The number of the present connection, so that what is left of an earlier one is not taken for it. */
    long attempt;

    private long attempts;

    long closeAt;
    boolean closeAnswered;

    /** The client ends when its requests are answered, without closing the session. */
    boolean detaching;

    Context(Engine engine, ClientConfig config, Effects effects) {
        this.engine = engine;
        this.effects = effects;
        this.maxReplyBytes = config.maxReplyBytes();
        this.splitter = new FrameSplitter(config.maxReplyBytes());
        this.chroot = config.hosts().chroot();
        this.session = new Session((int) config.sessionTimeout().toMillis(), config.clientId(), config.readOnly());
        this.pipeline = new Pipeline(config);
        this.credentials = new Credentials(config.auth());
        this.states = new States(effects, session, heartbeat);
    }

    /** Numbers an attempt to reach a server. */
    long newAttempt() {
        return ++attempts;
    }

    /** Returns the state of a client that is served. */
    KeeperState servedState() {
        return session.isReadOnly() ? KeeperState.CONNECTED_RO : KeeperState.CONNECTED;
    }

    /** Closes the connection, if any, so that nothing of it is heard of again. */
    void hangUp() {
        effects.hangUp();
        attempt = newAttempt();
        splitter.reset();
        watches.disconnected();
    }

    /** Tells whether there is a connection whose session is dead by the client's own clock. */
    boolean isOutlived(long now) {
        return phase.hasSession() && phase != Phase.CLOSING && now - heartbeat.sessionDeadAt() >= 0;
    }

    /** The connection is gone, the session may be there: failures first, then SUSPENDED (kazoo's order). */
    void suspend() {
        states.set(KeeperState.CONNECTING, null);
        failPending();
        states.announce();
    }

    /** The connection is left for another: what waits goes on waiting, and hardly anything is under way. */
    void leave() {
        states.set(KeeperState.CONNECTING, null);
        pipeline.close(request -> request.fail(lossOf(request, Outcome.MAYBE_APPLIED)));
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

    /** The time of a request is up; a reply that comes later is discarded and harms nobody. */
    void expire(TimedRequest<?> request) {
        Outcome outcome = request.isSent() ? Outcome.MAYBE_APPLIED : Outcome.NOT_SENT;
        String path = request.userPath();
        String message = "request " + (request.isSent() ? "sent, not answered" : "not sent") + " in time"
                + (path == null ? "" : ": " + path);
        request.fail(new RequestTimeoutException(message, path, outcome, null));
        pipeline.noteStale();
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

    /** The user wishes the client to end; what was submitted has its time. */
    void beginToClose(long now) {
        phase = Phase.CLOSING;
        closeAt = now + Math.min(LONGEST_CLOSE, session.timeoutNanos());
    }

    /** The client ends, by the user's wish or because it was refused. */
    void shutDown(KeeperState end, KazooException cause) {
        hangUp();
        phase = Phase.IDLE;
        closeAnswered = false;
        detaching = false;
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
