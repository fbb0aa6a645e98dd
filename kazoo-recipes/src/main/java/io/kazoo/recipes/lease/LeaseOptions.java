package io.kazoo.recipes.lease;

import java.time.InstantSource;
import java.util.Objects;

/**
 * Who takes a lease, and by which clock. Immutable.
 *
 * @param identifier who it is; whoever has the same one renews the lease instead of being refused (kazoo uses the host's
 *     name)
 * @param clock tells the time of day, with which the ends of leases are compared; those who share a lease must have
 *     clocks that agree far better than leases are long
 */
public record LeaseOptions(String identifier, InstantSource clock) {
    /**
     * Checks the identifier.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public LeaseOptions {
        Objects.requireNonNull(clock);
        if (identifier.isEmpty()) {
            throw new IllegalArgumentException("whoever takes a lease needs an identifier");
        }
    }

    /** Returns options with the clock of this machine. */
    public static LeaseOptions of(String identifier) {
        return new LeaseOptions(identifier, InstantSource.system());
    }

    /** Returns the same with another clock. */
    public LeaseOptions withClock(InstantSource source) {
        return new LeaseOptions(identifier, source);
    }
}
