package io.kazoo.recipes.partition;

import java.time.Duration;
import java.util.Objects;

/**
 * How a member takes part. Immutable; start with {@link #of} and refine.
 *
 * @param identifier what the member is called; no other member may be called so. A member that comes while one of this
 *     name is still there waits for it to go
 * @param function who gets what; the same for all members
 * @param timeBoundary how long the members must not have changed before the set is divided; the same for all members
 * @param maxReactionTime after how long a part that others keep is reported; see {@link PartitionListener#blocked}. kazoo
 *     gives its place in the queue up each time, this does not
 * @param releasedWhenSuspended whether a lost connection ({@link io.kazoo.KazooState#SUSPENDED}) puts an ACQUIRED member
 *     into {@link PartitionState#RELEASE}, as in kazoo; without it only the end of the session ends what it has
 */
public record PartitionerOptions(
        String identifier,
        PartitionFunction function,
        Duration timeBoundary,
        Duration maxReactionTime,
        boolean releasedWhenSuspended) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the identifier is empty or contains a slash, or a time is not positive
     */
    public PartitionerOptions {
        Objects.requireNonNull(function);
        if (identifier.isEmpty() || identifier.contains("/")) {
            throw new IllegalArgumentException("not a name of a node: \"" + identifier + '"');
        }
        requirePositive(timeBoundary);
        requirePositive(maxReactionTime);
    }

    private static void requirePositive(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("not positive: " + time);
        }
    }

    /** Returns kazoo's defaults: every n-th, 30 s, 1 s, released when suspended. */
    public static PartitionerOptions of(String identifier) {
        return new PartitionerOptions(
                identifier, PartitionFunction.everyNth(), Duration.ofSeconds(30), Duration.ofSeconds(1), true);
    }

    /** Returns the same with another function. */
    public PartitionerOptions withFunction(PartitionFunction other) {
        return new PartitionerOptions(identifier, other, timeBoundary, maxReactionTime, releasedWhenSuspended);
    }

    /** Returns the same with another time for the members to settle. */
    public PartitionerOptions withTimeBoundary(Duration time) {
        return new PartitionerOptions(identifier, function, time, maxReactionTime, releasedWhenSuspended);
    }

    /** Returns the same with another time after which missing parts are reported. */
    public PartitionerOptions withMaxReactionTime(Duration time) {
        return new PartitionerOptions(identifier, function, timeBoundary, time, releasedWhenSuspended);
    }

    /** Returns the same, releasing when the connection is lost or not. */
    public PartitionerOptions withReleasedWhenSuspended(boolean released) {
        return new PartitionerOptions(identifier, function, timeBoundary, maxReactionTime, released);
    }
}
