package io.kazoo.core.engine;

import io.kazoo.HostList;
import io.kazoo.KeeperState;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.protocol.ConnectResponse;
import io.kazoo.core.session.ServerAddress;
import io.kazoo.core.session.ServerList;
import io.kazoo.spi.ClientConfig;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a server and keeps the connection alive: resolve, dial, handshake, replay of credentials and watches; after a
 * loss the other servers at once, after a whole cycle in vain a pause.
 */
final class Connector {
    static final Logger LOG = LoggerFactory.getLogger("io.kazoo.client");

    private final Context context;
    private final ServerList servers;
    private final Pacing pacing;
    final KeepAlive keepAlive;
    private final Search search;
    final Replay replay;
    private final Move move;
    private final WriterSearch writers;

    /** SASL on the current connection. */
    final Authentication authentication;

    private final Backoff backoff;
    private @Nullable ServerAddress server;
    private long handshakeAt;
    private long handshakeUntil;

    Connector(Context context, ClientConfig config, RandomGenerator random) {
        this.context = context;
        this.keepAlive = new KeepAlive(context);
        this.authentication = new Authentication(context, config.sasl() != null, this::replay);
        this.servers = new ServerList(config.hosts().servers(), config.randomizeHosts(), random);
        this.pacing = new Pacing(config, context.heartbeat, random);
        this.backoff = new Backoff(context, pacing);
        this.replay = new Replay(context);
        this.move = new Move(context);
        this.writers = new WriterSearch(context, servers);
        this.search = new Search(context, servers, pacing);
    }

    void setHosts(HostList hosts, long now) {
        boolean leaves = servers.setHosts(hosts.servers());
        switch (context.phase) {
            case SEARCHING, BACKOFF -> {
                context.hangUp();
                beginSearch(now);
            }
            case HANDSHAKE, AUTHENTICATING, REPLAY, CONNECTED -> {
                if (leaves) {
                    move.want(now);
                    moveIfIdle(now);
                }
            }
            case IDLE, CLOSING -> {}
        }
    }

    void writerFound(ServerAddress writer, long now) {
        if (writers.found(writer)) {
            move.want(now);
            moveIfIdle(now);
        }
    }

    /** Leaves the server for another if that is wanted and nothing is under way any more. */
    void moveIfIdle(long now) {
        if (move.isDue(now)) {
            LOG.info("leaving {} for another server", servers.current());
            pacing.left(now);
            leave(Context::leave);
            tryNext(now);
        }
    }

    /** Ends the connection; what that means for requests is told by the caller. */
    private void leave(Consumer<Context> requests) {
        context.hangUp();
        context.pipeline.unsupported.disconnected();
        context.phase = Phase.BACKOFF;
        requests.accept(context);
        servers.beginCycleAfter(server == null ? null : server.address());
    }

    /** Begins to look for a server. */
    void start(long now) {
        context.states.change(KeeperState.CONNECTING, null);
        context.pipeline.unsupported.clear();
        pacing.begin(now);
        beginSearch(now);
    }

    private void beginSearch(long now) {
        servers.beginCycle();
        search.reset();
        tryNext(now);
    }

    void resolved(long attempt, List<ServerAddress> addresses, long now) {
        if (search.resolved(attempt, addresses)) {
            tryNext(now);
        }
    }

    void dialFailed(long attempt, Throwable cause, long now) {
        if (search.failed(attempt, cause)) {
            tryNext(now);
        }
    }

    /** The handshake led to nothing. */
    private void failed(@Nullable Throwable cause, long now) {
        LOG.debug("no session on {}: {}", server, String.valueOf(cause));
        context.states.failing(cause);
        context.hangUp();
        context.pipeline.close(request -> {});
        tryNext(now);
    }

    void dialed(long attempt, long now) {
        server = search.reached(attempt);
        if (server != null) {
            context.phase = Phase.HANDSHAKE;
            context.attempt = attempt;
            move.reached(servers.hosts().contains(server.host()));
            handshakeAt = now;
            handshakeUntil = now + pacing.attempt(servers.left(), now).toNanos();
            context.session.connectRequest().write(context.pipeline.out());
        }
    }

    /** Takes the answer to the connect request; false if the connection was given up. */
    boolean greeted(ByteBuffer frame, JuteReader reader, long now) {
        ConnectResponse response = ConnectResponse.read(reader.over(frame));
        if (response.expired()) {
            refused(now);
            return false;
        }
        if (response.readOnly() && context.session.isKnown()) {
            // Cut off from the others it cannot know that they have ended the session, and given its locks away.
            failed(new ConnectException("the server only reads, the session is the ensemble's"), now);
            return false;
        }
        context.session.established(response);
        context.heartbeat.established(context.session.timeoutNanos(), handshakeAt, now);
        pacing.established(now);
        keepAlive.reset();
        writers.begin(now);
        authentication.begin();
        return true;
    }

    /** Who the client is must be known to the server first, then the credentials, then whatever needs them. */
    private void replay() {
        context.phase = Phase.REPLAY;
        replay.begin();
        replayed();
    }

    /** The server does not know the session: it has expired, and the same server may make a new one at once. */
    private void refused(long now) {
        if (!context.session.isKnown()) {
            failed(new ConnectException("the server refused to make a session"), now);
            return;
        }
        LOG.warn("session 0x{} has expired", Long.toHexString(context.session.id()));
        context.expire();
        pacing.sessionEnded();
        servers.again(server);
        context.hangUp();
        tryNext(now);
    }

    /** Serves requests as soon as credentials and watches are in place, never before (kazoo issue 594). */
    void replayed() {
        if (context.phase == Phase.REPLAY && replay.isDone()) {
            context.phase = Phase.CONNECTED;
            context.watches.missed();
            context.states.change(context.servedState(), server);
            context.pipeline.open();
        }
    }

    /** The connection was lost, in whatever phase but closing. */
    void lost(@Nullable Throwable cause, long now) {
        if (context.phase == Phase.HANDSHAKE) {
            failed(
                    cause == null
                            ? new ConnectException(
                                    "closed by the server before there was a session; is it a port for TLS?")
                            : cause,
                    now);
            return;
        }
        Throwable why = context.phase == Phase.AUTHENTICATING ? authentication.incomplete(cause) : cause;
        LOG.warn("connection to {} lost: {}", servers.current(), why == null ? "closed by the server" : why.toString());
        context.states.failing(why);
        boolean flapping = pacing.lost(now);
        leave(context.states.isServing() ? Context::suspend : each -> each.pipeline.close(request -> {}));
        if (flapping) {
            backoff.begin(new ConnectException("connections do not last"), now);
        } else {
            tryNext(now);
        }
    }

    private void tryNext(long now) {
        context.phase = Phase.SEARCHING;
        if (!search.next(now)) {
            endCycle(now);
        }
    }

    private void endCycle(long now) {
        servers.beginCycle();
        backoff.begin(new ConnectException("no server could be reached"), now);
    }

    void onTick(long now) {
        switch (context.phase) {
            case SEARCHING -> {
                if (!search.onTick(now)) {
                    endCycle(now);
                }
            }
            case HANDSHAKE -> {
                if (now - handshakeUntil >= 0) {
                    failed(new ConnectException("no answer in time"), now);
                }
            }
            case AUTHENTICATING -> {
                if (now - authentication.deadline() >= 0) {
                    lost(null, now);
                }
            }
            case BACKOFF -> {
                if (backoff.isOver(now)) {
                    tryNext(now);
                }
            }
            case REPLAY, CONNECTED -> {
                if (!keepAlive.check(now) || (context.phase == Phase.REPLAY && replay.isLate(now))) {
                    lost(new ConnectException("the server does not answer"), now);
                }
                moveIfIdle(now);
                writers.onTick(now);
            }
            case IDLE, CLOSING -> {}
        }
        if (isLosingSession() && now - context.heartbeat.sessionDeadAt() >= 0) {
            outlived(now);
        }
    }

    /** No server answered for a whole session timeout: the session is dead, whoever may say so later. */
    private void outlived(long now) {
        String id = Long.toHexString(context.session.id());
        LOG.warn("session 0x{} is dead: no answer for {} ms", id, context.session.timeoutMillis());
        pacing.sessionEnded();
        boolean offering = context.phase == Phase.HANDSHAKE;
        context.expire();
        if (offering) {
            failed(new ConnectException("session dead before the server answered"), now);
        }
    }

    long deadline() {
        long deadline = switch (context.phase) {
            case SEARCHING -> search.deadline();
            case HANDSHAKE -> handshakeUntil;
            case AUTHENTICATING -> authentication.deadline();
            case BACKOFF -> backoff.deadline();
            case REPLAY -> replay.earlier(keepAlive.deadline());
            case CONNECTED -> writers.earlier(move.earlier(keepAlive.deadline()));
            default -> Long.MAX_VALUE;
        };
        return isLosingSession() ? KeepAlive.earlier(deadline, context.heartbeat.sessionDeadAt()) : deadline;
    }

    /** Tells whether there is a session but no server that serves it. */
    private boolean isLosingSession() {
        return pacing.isSessionAtStake() && (context.phase.isAttempt() || context.phase == Phase.BACKOFF);
    }
}
