package io.kazoo.core.engine;

import io.kazoo.core.jute.MalformedException;
import io.kazoo.core.protocol.Packets;
import io.kazoo.core.session.Heartbeat;

/** Pings an idle connection and tells when it is dead. */
final class KeepAlive {
    private final Heartbeat heartbeat;
    private final Pipeline pipeline;
    private boolean pinging;
    private long pingSequence;

    KeepAlive(Context context) {
        this.heartbeat = context.heartbeat;
        this.pipeline = context.pipeline;
    }

    /** A new connection: no ping is under way. */
    void reset() {
        pinging = false;
    }

    /**
     * The ping was answered.
     *
     * @throws MalformedException if none was under way: a stream with answers that nobody asked for is not to be trusted
     */
    void pong() {
        if (!pinging) {
            throw new MalformedException("answer to a ping that was not sent", null);
        }
        pinging = false;
        heartbeat.answered(pingSequence);
    }

    /** Pings if that is due; false if the connection is dead. */
    boolean check(long now) {
        if (now - heartbeat.deadAt() >= 0) {
            return false;
        }
        if (!pinging && now - heartbeat.pingAt() >= 0) {
            pinging = true;
            pingSequence = pipeline.inFlight().next();
            Packets.ping(pipeline.out());
            heartbeat.sent(pingSequence, now);
        }
        return true;
    }

    /** Returns when {@link #check} is wanted. */
    long deadline() {
        return pinging ? heartbeat.deadAt() : earlier(heartbeat.pingAt(), heartbeat.deadAt());
    }

    static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }
}
