package io.kazoo.testing.memory;

/**
 * The bounds of a server, in milliseconds.
 *
 * @param tick to which the end of a session is rounded up
 * @param shortestSession the shortest timeout of a session that is granted
 * @param longestSession the longest
 * @param sweep how often containers and nodes with a time to live are looked after
 */
public record Limits(long tick, long shortestSession, long longestSession, long sweep) {
    long granted(long asked) {
        return Math.max(shortestSession, Math.min(longestSession, asked));
    }
}
