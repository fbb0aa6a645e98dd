package io.kazoo.core.engine;

import io.kazoo.KazooState;
import io.kazoo.KeeperState;
import io.kazoo.core.session.Heartbeat;
import io.kazoo.core.session.ServerAddress;
import io.kazoo.core.session.Session;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.KazooException;
import io.kazoo.handler.Deferred;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What users see of the engine: its states, and who waits for the client to be started or stopped. */
final class States {
    private static final Logger LOG = LoggerFactory.getLogger("io.kazoo.client");

    private final Effects effects;
    private final Session session;
    private final Heartbeat heartbeat;
    private List<Deferred<@Nullable Void>> starters = new ArrayList<>();
    private List<Deferred<@Nullable Void>> stoppers = new ArrayList<>();
    private boolean closing;
    private KazooState announced = KazooState.LOST;
    private volatile Status status;
    private volatile long lastZxid;
    private volatile long sessionDeadAt;
    private volatile @Nullable Throwable failure;

    States(Effects effects, Session session, Heartbeat heartbeat) {
        this.effects = effects;
        this.session = session;
        this.heartbeat = heartbeat;
        this.status = new Status(KazooState.LOST, KeeperState.CLOSED, null, null, session.timeoutMillis());
    }

    Status status() {
        return status;
    }

    long lastZxid() {
        return lastZxid;
    }

    /** Tells whether the session that the status names is over by the client's own clock, noticed or not (ADR 3). */
    boolean isOutlived(long now) {
        return now - sessionDeadAt >= 0;
    }

    /** Lets any thread know how long the session lives if nothing more is answered. */
    void publishHeartbeat() {
        long deadAt = heartbeat.sessionDeadAt();
        if (deadAt != sessionDeadAt) {
            sessionDeadAt = deadAt;
        }
    }

    void publishZxid(long zxid) {
        if (zxid != lastZxid) {
            lastZxid = zxid;
        }
    }

    /** An attempt to reach a server has failed. */
    void failing(@Nullable Throwable cause) {
        failure = cause == null ? new ConnectException("closed by the server") : cause;
    }

    /** Returns why the latest attempt to reach a server has failed; null while there is a connection. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    void starting(Deferred<@Nullable Void> done) {
        starters.add(done);
    }

    /** Tells whether someone asked for a start that no end has answered. */
    boolean isStarting() {
        return !starters.isEmpty();
    }

    /** Someone wants the client stopped: whoever wanted it started before that is told so. */
    void stopping(Deferred<@Nullable Void> done) {
        stoppers.add(done);
        closing = true;
        failStarters(new ConnectionClosedException("the client was stopped", null, null));
    }

    /** Changes the state and tells everyone. */
    void change(KeeperState keeper, @Nullable ServerAddress server) {
        set(keeper, server);
        announce();
    }

    /** Changes the state; the status is replaced before anybody is told anything. */
    void set(KeeperState keeper, @Nullable ServerAddress server) {
        publishHeartbeat();
        Status old = status;
        boolean connected = isConnected(keeper);
        if (connected) {
            failure = null;
        }
        status = new Status(
                kazooState(old.keeper(), keeper, old.kazoo()),
                keeper,
                connected ? session.clientId() : null,
                connected ? server : null,
                session.timeoutMillis());
    }

    /** Tells listeners, if the state differs for them, and whoever waits for the start. */
    void announce() {
        Status current = status;
        if (current.kazoo() != announced) {
            LOG.info(
                    "{} -> {} ({}), session 0x{}, server {}",
                    announced,
                    current.kazoo(),
                    current.keeper(),
                    Long.toHexString(session.id()),
                    current.server());
            announced = current.kazoo();
            effects.stateChanged(announced);
        }
        if (isConnected(current.keeper())) {
            List<Deferred<@Nullable Void>> waiting = starters;
            starters = new ArrayList<>();
            succeedAll(waiting);
        }
    }

    /** Tells whether requests are served. */
    boolean isServing() {
        return isConnected(status.keeper());
    }

    private static boolean isConnected(KeeperState keeper) {
        return keeper == KeeperState.CONNECTED || keeper == KeeperState.CONNECTED_RO;
    }

    /** The client has ended; those who asked for a start after the stop go on waiting. */
    void ended(KazooException cause) {
        if (!closing) {
            failStarters(cause);
        }
        closing = false;
        List<Deferred<@Nullable Void>> waiting = stoppers;
        stoppers = new ArrayList<>();
        succeedAll(waiting);
    }

    private static void succeedAll(List<Deferred<@Nullable Void>> waiting) {
        for (Deferred<@Nullable Void> done : waiting) {
            done.succeed(null);
        }
    }

    void failStarters(KazooException cause) {
        List<Deferred<@Nullable Void>> waiting = starters;
        starters = new ArrayList<>();
        waiting.forEach(done -> done.fail(cause));
    }

    /** Connecting is a suspension only for who was connected (kazoo's {@code _session_callback}). */
    private static KazooState kazooState(KeeperState from, KeeperState to, KazooState current) {
        return switch (to) {
            case CONNECTED, CONNECTED_RO -> KazooState.CONNECTED;
            case CONNECTING -> isConnected(from) ? KazooState.SUSPENDED : current;
            case AUTH_FAILED, CLOSED, EXPIRED_SESSION -> KazooState.LOST;
        };
    }
}
