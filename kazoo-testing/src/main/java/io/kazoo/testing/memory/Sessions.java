package io.kazoo.testing.memory;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The sessions that are not over. */
final class Sessions {
    /** As those of a server with the number 1. */
    private static final long FIRST = 1L << 56;

    private final Map<Long, Session> sessions = new LinkedHashMap<>();
    private final Limits limits;
    private final Random random;
    private long last;

    Sessions(Limits limits, Random random) {
        this.limits = limits;
        this.random = random;
        // Two servers in one test should not know each other's sessions.
        last = FIRST + (random.nextInt() & 0xffffffffL) * 0x10000;
    }

    Session begin(long timeout, long now) {
        last++;
        Session session = new Session(last, random);
        sessions.put(session.id, session);
        return renewed(session, timeout, now);
    }

    /** Returns a session that goes on, or null if there is none of that number and password. */
    @Nullable
    Session renew(long id, byte @Nullable [] password, long timeout, long now) {
        Session session = sessions.get(id);
        return session == null || !Arrays.equals(session.password, password) ? null : renewed(session, timeout, now);
    }

    private Session renewed(Session session, long timeout, long now) {
        session.timeout = limits.granted(timeout);
        touch(session, now);
        return session;
    }

    void touch(Session session, long now) {
        session.touch(now, limits.tick());
    }

    @Nullable
    Session find(long id) {
        return sessions.get(id);
    }

    void remove(Session session) {
        sessions.remove(session.id);
    }

    Collection<Session> all() {
        return List.copyOf(sessions.values());
    }

    /** Returns when the next one is over if nothing is heard of its client. */
    long deadline() {
        long first = Long.MAX_VALUE;
        for (Session session : sessions.values()) {
            first = Math.min(first, session.deadline);
        }
        return first;
    }
}
