package io.kazoo.core.engine;

/**
 * The wish to leave a connection that is well for one to another server. Requests under way are answered first, for a
 * third of the session timeout at the most; those that wait are sent to the other server.
 */
final class Move {
    private final Context context;
    private boolean wanted;
    private long latest;

    Move(Context context) {
        this.context = context;
    }

    void want(long now) {
        wanted = true;
        latest = now + context.heartbeat.timeoutNanos() / 3;
    }

    /** There is another connection; to a server that is not listed any more, the wish to leave stays. */
    void reached(boolean listed) {
        wanted &= !listed;
    }

    /** Tells whether to go now. */
    boolean isDue(long now) {
        if (!wanted || context.phase != Phase.CONNECTED) {
            return false;
        }
        context.pipeline.hold();
        return context.pipeline.inFlight().size() == 0 || now - latest >= 0;
    }

    /** Returns when to go at the latest, or another time if that is earlier. */
    long earlier(long limit) {
        return wanted ? KeepAlive.earlier(latest, limit) : limit;
    }
}
