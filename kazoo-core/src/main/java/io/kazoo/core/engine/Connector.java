package io.kazoo.core.engine;

import io.kazoo.HostList;
import io.kazoo.HostPort;
import io.kazoo.KeeperState;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.MalformedException;
import io.kazoo.core.protocol.ConnectResponse;
import io.kazoo.core.protocol.Packets;
import io.kazoo.core.session.ServerList;
import io.kazoo.core.session.WatchBatch;
import io.kazoo.exceptions.RetryFailedException;
import io.kazoo.handler.DialRequest;
import io.kazoo.spi.ClientConfig;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a server and keeps the connection alive: resolve, dial, handshake, replay of credentials and watches; after a
 * loss the other servers at once, after a whole cycle in vain a pause.
 */
final class Connector {
    private static final Logger LOG = LoggerFactory.getLogger("io.kazoo.client");

    /** What a port for TLS does when it is spoken to in plain text. */
    private static final String NO_SESSION = "closed by the server before there was a session; is it a port for TLS?";

    private final Context context;
    private final ServerList servers;
    private final Pacing pacing;
    private final KeepAlive keepAlive;
    private final Authentication authentication;
    private @Nullable InetSocketAddress address;
    private long attemptAt;
    private long handshakeAt;
    private long resumeAt;
    private int setWatchesLeft;

    Connector(Context context, ClientConfig config, RandomGenerator random) {
        this.context = context;
        this.keepAlive = new KeepAlive(context);
        this.authentication = new Authentication(context, config.sasl() != null, this::replay);
        this.servers = new ServerList(config.hosts().servers(), config.randomizeHosts(), random);
        this.pacing = new Pacing(config, context.heartbeat, random);
    }

    void setHosts(HostList hosts) {
        servers.setHosts(hosts.servers());
    }

    /** Begins to look for a server. */
    void start(long now) {
        context.states.change(KeeperState.CONNECTING, null);
        pacing.begin(now);
        servers.beginCycle();
        tryNext(now);
    }

    void resolved(List<InetAddress> addresses, long now) {
        HostPort host = servers.current();
        if (host != null) {
            servers.resolved(addresses.stream()
                    .map(found -> new InetSocketAddress(found, host.port()))
                    .toList());
        }
        tryNext(now);
    }

    /** The attempt failed before there was a session. */
    void failed(@Nullable Throwable cause, long now) {
        LOG.debug("cannot connect to {} ({}): {}", servers.current(), address, String.valueOf(cause));
        context.states.failing(cause);
        context.hangUp();
        context.pipeline.close(request -> {});
        tryNext(now);
    }

    void dialed(long now) {
        context.phase = Phase.HANDSHAKE;
        handshakeAt = now;
        context.session.connectRequest().write(context.pipeline.out());
    }

    /** Takes the answer to the connect request; false if the connection was given up. */
    boolean greeted(ByteBuffer frame, JuteReader reader, long now) {
        ConnectResponse response = ConnectResponse.read(reader.over(frame));
        if (response.expired()) {
            refused(now);
            return false;
        }
        context.session.established(response);
        context.heartbeat.established(context.session.timeoutNanos(), handshakeAt, now);
        pacing.established(now);
        keepAlive.reset();
        authentication.begin();
        return true;
    }

    /** Who the client is must be known to the server first, then the credentials, then whatever needs them. */
    private void replay() {
        context.phase = Phase.REPLAY;
        context.credentials.sendAll(context.pipeline.out());
        List<WatchBatch> batches = context.watches.batches();
        for (WatchBatch batch : batches) {
            Packets.setWatches(
                    context.pipeline.out(), context.session.lastZxid(), batch.data(), batch.exist(), batch.child());
        }
        setWatchesLeft = batches.size();
        replayed();
    }

    /** Returns the SASL exchange on the current connection. */
    Authentication authentication() {
        return authentication;
    }

    /** The server does not know the session: it has expired, and the same server may make a new one at once. */
    private void refused(long now) {
        if (context.session.id() == 0) {
            failed(new ConnectException("the server refused to make a session"), now);
            return;
        }
        LOG.warn("session 0x{} has expired", Long.toHexString(context.session.id()));
        context.expire();
        pacing.sessionEnded();
        if (address != null) {
            servers.again(address);
        }
        context.hangUp();
        tryNext(now);
    }

    /** A packet of watches was accepted. */
    void watchesSet() {
        if (setWatchesLeft == 0) {
            throw new MalformedException("answer to watches that were not set", null);
        }
        setWatchesLeft--;
        replayed();
    }

    /** Serves requests as soon as credentials and watches are in place, never before (kazoo issue 594). */
    void replayed() {
        if (context.phase == Phase.REPLAY && setWatchesLeft == 0 && !context.credentials.isWaiting()) {
            context.phase = Phase.CONNECTED;
            context.states.change(KeeperState.CONNECTED, servers.current());
            context.pipeline.open();
        }
    }

    void pong() {
        keepAlive.pong();
    }

    /** The connection was lost, in whatever phase but closing. */
    void lost(@Nullable Throwable cause, long now) {
        if (context.phase == Phase.HANDSHAKE) {
            failed(cause == null ? new ConnectException(NO_SESSION) : cause, now);
            return;
        }
        Throwable why = context.phase == Phase.AUTHENTICATING ? authentication.incomplete(cause) : cause;
        LOG.warn("connection to {} lost: {}", servers.current(), why == null ? "closed by the server" : why.toString());
        context.states.failing(why);
        context.hangUp();
        context.phase = Phase.BACKOFF;
        boolean serving = context.states.status().keeper() == KeeperState.CONNECTED;
        boolean flapping = pacing.lost(now);
        if (serving) {
            context.suspend();
        } else {
            context.pipeline.close(request -> {});
        }
        servers.beginCycleAfter(address);
        if (flapping) {
            pause(new ConnectException("connections do not last"), now);
        } else {
            tryNext(now);
        }
    }

    private void tryNext(long now) {
        address = servers.nextAddress();
        if (address != null) {
            Duration limit = begin(Phase.DIALING, now);
            HostPort host = servers.current();
            String name = host == null ? address.getHostString() : host.host();
            context.effects.dial(context.attempt, new DialRequest(address, name, limit));
            return;
        }
        HostPort host = servers.nextHost();
        if (host != null) {
            begin(Phase.RESOLVING, now);
            context.effects.resolve(context.attempt, host);
        } else {
            servers.beginCycle();
            pause(new ConnectException("no server could be reached"), now);
        }
    }

    private Duration begin(Phase phase, long now) {
        context.phase = phase;
        context.attempt++;
        Duration limit = pacing.attempt(servers.left(), now);
        attemptAt = now + limit.toNanos();
        return limit;
    }

    private void pause(Exception why, long now) {
        why.initCause(context.states.failure());
        try {
            Duration pause = pacing.pause(why, now);
            LOG.debug("{}; next try in {} ms", why.getMessage(), pause.toMillis());
            context.phase = Phase.BACKOFF;
            resumeAt = now + pause.toNanos();
        } catch (RetryFailedException e) {
            LOG.warn("giving up: {}", e.getMessage());
            context.shutDown(KeeperState.CLOSED, e);
        }
    }

    void onTick(long now) {
        switch (context.phase) {
            case RESOLVING, DIALING, HANDSHAKE -> {
                if (now - attemptAt >= 0) {
                    failed(new ConnectException("no answer in time"), now);
                }
            }
            case AUTHENTICATING -> {
                if (now - authentication.deadline() >= 0) {
                    lost(null, now);
                }
            }
            case BACKOFF -> {
                if (now - resumeAt >= 0) {
                    tryNext(now);
                }
            }
            case REPLAY, CONNECTED -> {
                if (!keepAlive.check(now)) {
                    lost(new ConnectException("the server does not answer"), now);
                }
            }
            default -> {
                // nothing to wait for
            }
        }
        if (isLosingSession() && now - context.heartbeat.sessionDeadAt() >= 0) {
            outlived(now);
        }
    }

    /** Tells whether there is a connection whose session is dead by the client's own clock. */
    boolean isOutlived(long now) {
        return context.phase.hasSession()
                && context.phase != Phase.CLOSING
                && now - context.heartbeat.sessionDeadAt() >= 0;
    }

    /** No server answered for a whole session timeout: the session is dead, whoever may say so later. */
    private void outlived(long now) {
        LOG.warn(
                "session 0x{} is dead: nothing was answered for {} ms",
                Long.toHexString(context.session.id()),
                context.session.timeoutMillis());
        pacing.sessionEnded();
        boolean offering = context.phase == Phase.HANDSHAKE;
        context.expire();
        if (offering) {
            failed(new ConnectException("session dead before the server answered"), now);
        }
    }

    long deadline() {
        long deadline = switch (context.phase) {
            case RESOLVING, DIALING, HANDSHAKE -> attemptAt;
            case AUTHENTICATING -> authentication.deadline();
            case BACKOFF -> resumeAt;
            case REPLAY, CONNECTED -> keepAlive.deadline();
            default -> Long.MAX_VALUE;
        };
        return isLosingSession() ? KeepAlive.earlier(deadline, context.heartbeat.sessionDeadAt()) : deadline;
    }

    /** Tells whether there is a session but no server that serves it. */
    private boolean isLosingSession() {
        return pacing.isSessionAtStake() && (context.phase.isAttempt() || context.phase == Phase.BACKOFF);
    }
}
