package io.kazoo.core.engine;

import io.kazoo.RetryState;
import io.kazoo.core.session.Heartbeat;
import io.kazoo.spi.ClientConfig;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * How long one server is tried, and how long to rest when all were tried in vain; as long as there is a session, no
 * longer than it can wait.
 */
final class Pacing {
    /** A connection that lived shorter does not prove that the server is well: the pauses go on growing. */
    private static final long STABLE = TimeUnit.SECONDS.toNanos(1);

    private static final Duration SHORTEST_ATTEMPT = Duration.ofMillis(100);

    private final Duration sessionTimeout;
    private final Heartbeat heartbeat;
    private final RandomGenerator random;
    private final RetryState retry;
    private boolean sessionAtStake;
    private long failingSince;
    private long connectedAt;
    private int shortLived;

    Pacing(ClientConfig config, Heartbeat heartbeat, RandomGenerator random) {
        this.sessionTimeout = config.sessionTimeout();
        this.retry = config.connectionRetry().begin();
        this.heartbeat = heartbeat;
        this.random = random;
    }

    /** The client starts. */
    void begin(long now) {
        retry.reset();
        shortLived = 0;
        failingSince = now;
        sessionAtStake = false;
    }

    /** There is a connection with a session. */
    void established(long now) {
        sessionAtStake = true;
        connectedAt = now;
    }

    void sessionEnded() {
        sessionAtStake = false;
    }

    /** Tells whether there may be a session that a lack of connection costs. */
    boolean isSessionAtStake() {
        return sessionAtStake;
    }

    /** The connection was given up for a better one, which says nothing about how long connections last. */
    void left(long now) {
        retry.reset();
        failingSince = now;
    }

    /** The connection was lost; tells whether to rest at once, because connections do not last. */
    boolean lost(long now) {
        shortLived = now - connectedAt > STABLE ? 0 : shortLived + 1;
        if (shortLived == 0) {
            retry.reset();
            failingSince = now;
        }
        return shortLived > 1;
    }

    /**
     * Returns how long one attempt may take. Those left in a cycle share a session timeout, or what is left of it: a dead
     * address must not cost the session while another server would answer.
     *
     * @param left how many attempts are left, this one included
     */
    Duration attempt(int left, long now) {
        Duration budget = sessionTimeout;
        Duration alive = Duration.ofNanos(heartbeat.sessionDeadAt() - now);
        if (sessionAtStake && !alive.isNegative() && alive.compareTo(budget) < 0) {
            budget = alive;
        }
        Duration share = budget.dividedBy(left);
        return share.compareTo(SHORTEST_ATTEMPT) < 0 ? SHORTEST_ATTEMPT : share;
    }

    /**
     * Returns how long to rest.
     *
     * @throws io.kazoo.exceptions.RetryFailedException if it was tried often or long enough
     */
    Duration pause(Exception why, long now) {
        Duration pause = retry.failed(why, Duration.ofNanos(now - failingSince), random.nextDouble());
        Duration longest = Duration.ofNanos(heartbeat.timeoutNanos() / 10);
        return sessionAtStake && pause.compareTo(longest) > 0 ? longest : pause;
    }
}
