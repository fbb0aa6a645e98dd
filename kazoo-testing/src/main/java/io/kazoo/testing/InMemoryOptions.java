package io.kazoo.testing;

import io.kazoo.testing.memory.Limits;
import java.time.Duration;

/**
 * The bounds of an {@link InMemoryZooKeeper}. Immutable; start with {@link #defaults()} and refine. All are whole
 * milliseconds and positive.
 *
 * @param shortestSession the shortest timeout of a session that is granted; the end of a session comes up to half of it
 *     late, as a server counts in ticks
 * @param longestSession the longest timeout that is granted
 * @param sweep how often empty containers and nodes whose time to live is over are looked for
 */
public record InMemoryOptions(Duration shortestSession, Duration longestSession, Duration sweep) {
    /** Checks the parts. */
    public InMemoryOptions {
        if (shortestSession.toMillis() < 2 || sweep.toMillis() < 1) {
            throw new IllegalArgumentException("too short: " + shortestSession + ", " + sweep);
        }
        if (longestSession.compareTo(shortestSession) < 0) {
            throw new IllegalArgumentException(longestSession + " is shorter than " + shortestSession);
        }
    }

    /** Returns sessions of 200 milliseconds to a minute, and a sweep each second: a server for tests in a hurry. */
    public static InMemoryOptions defaults() {
        return new InMemoryOptions(Duration.ofMillis(200), Duration.ofMinutes(1), Duration.ofSeconds(1));
    }

    /** Returns the same with other bounds for the timeouts of sessions. */
    public InMemoryOptions withSessions(Duration shortest, Duration longest) {
        return new InMemoryOptions(shortest, longest, sweep);
    }

    /** Returns the same with another pause between sweeps. */
    public InMemoryOptions withSweep(Duration pause) {
        return new InMemoryOptions(shortestSession, longestSession, pause);
    }

    /** Returns what the state machine takes. */
    Limits limits() {
        long shortest = shortestSession.toMillis();
        return new Limits(shortest / 2, shortest, longestSession.toMillis(), sweep.toMillis());
    }
}
