package io.kazoo.core.engine;

import static io.kazoo.core.engine.Connector.LOG;

import io.kazoo.KeeperState;
import io.kazoo.exceptions.RetryFailedException;
import java.time.Duration;

/** The pause after all servers were tried in vain, and the end of the client's patience. */
final class Backoff {
    private final Context context;
    private final Pacing pacing;
    private long resumeAt;

    Backoff(Context context, Pacing pacing) {
        this.context = context;
        this.pacing = pacing;
    }

    /** Begins a pause, or ends the client if there were enough. */
    void begin(Exception why, long now) {
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

    boolean isOver(long now) {
        return now - resumeAt >= 0;
    }

    /** Returns when the pause ends. */
    long deadline() {
        return resumeAt;
    }
}
