package io.kazoo.core.engine;

import io.kazoo.HostPort;
import io.kazoo.core.session.ServerAddress;
import io.kazoo.core.session.ServerList;
import io.kazoo.handler.DialRequest;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The search for a server that takes a connection. Name look-ups and dials start one after another: the next at once when
 * one fails, and after a short while when one neither fails nor succeeds, which goes on meanwhile. So a dead address
 * costs a quarter of a second rather than its timeout (as RFC 8305 has it). The first connection ends the search; what
 * is still under way then has its turn later in the cycle, should that connection lead to nothing.
 */
final class Search {
    /** How long a try may stay without an outcome before the next one starts beside it. */
    static final long STAGGER = TimeUnit.MILLISECONDS.toNanos(250);

    private final Context context;
    private final ServerList servers;
    private final Pacing pacing;
    private final List<Try> tries = new ArrayList<>();
    private long nextAt;

    /** A name that is looked up, or a server that is dialed, by a time at the latest. */
    private record Try(
            long attempt, HostPort host, @Nullable ServerAddress server, long until) {}

    Search(Context context, ServerList servers, Pacing pacing) {
        this.context = context;
        this.servers = servers;
        this.pacing = pacing;
    }

    /** Forgets what is under way: it was given up with everything else. */
    void reset() {
        tries.clear();
    }

    /** Starts the next try, if any is left; false if none is under way either. */
    boolean next(long now) {
        ServerAddress server = servers.nextAddress();
        HostPort host = server == null ? servers.nextHost() : server.host();
        if (host != null) {
            long attempt = context.newAttempt();
            Duration limit = pacing.attempt(servers.left(), now);
            tries.add(new Try(attempt, host, server, now + limit.toNanos()));
            nextAt = now + STAGGER;
            if (server == null) {
                context.effects.resolve(attempt, host);
            } else {
                context.effects.dial(attempt, new DialRequest(server.address(), host.host(), limit));
            }
        }
        return !tries.isEmpty();
    }

    /** A name was looked up; false if nobody is interested any more. */
    boolean resolved(long attempt, List<ServerAddress> addresses) {
        Try done = take(attempt);
        if (done != null) {
            servers.resolved(addresses);
        }
        return done != null;
    }

    /** A try failed; false if nobody is interested any more. */
    boolean failed(long attempt, Throwable cause) {
        Try done = take(attempt);
        if (done != null) {
            context.states.failing(cause);
            Connector.LOG.debug("cannot connect to {} ({}): {}", done.host(), done.server(), cause.toString());
        }
        return done != null;
    }

    /** A server was reached: all other tries end; returns the server, or null if nobody is interested any more. */
    @Nullable
    ServerAddress reached(long attempt) {
        Try done = take(attempt);
        if (done == null || done.server() == null) {
            return null;
        }
        for (Try other : tries) {
            if (other.server() == null) {
                servers.later(other.host());
            } else {
                context.effects.giveUp(other.attempt());
                servers.later(other.server());
            }
        }
        tries.clear();
        servers.reached(done.server());
        return done.server();
    }

    /** Ends tries whose time is up and starts the next one if it is due; false if the cycle has ended in vain. */
    boolean onTick(long now) {
        boolean due = servers.hasMore() && now - nextAt >= 0;
        for (Try each : List.copyOf(tries)) {
            if (now - each.until() >= 0) {
                due = true;
                failed(each.attempt(), new ConnectException("no answer in time"));
                if (each.server() != null) {
                    context.effects.giveUp(each.attempt());
                }
            }
        }
        return due ? next(now) : !tries.isEmpty();
    }

    /** Returns when {@link #onTick} is wanted; there is a try under way. */
    long deadline() {
        long deadline = tries.get(0).until();
        for (Try each : tries) {
            deadline = KeepAlive.earlier(deadline, each.until());
        }
        return servers.hasMore() ? KeepAlive.earlier(deadline, nextAt) : deadline;
    }

    private @Nullable Try take(long attempt) {
        for (Try each : tries) {
            if (each.attempt() == attempt) {
                tries.remove(each);
                return each;
            }
        }
        return null;
    }
}
