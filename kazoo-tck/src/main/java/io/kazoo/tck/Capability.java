package io.kazoo.tck;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.EnumSet;
import java.util.Set;

/**
 * What some handlers cannot do by their nature. A contract's class declares what its handler can; tests of anything
 * else are skipped, and a test compares the declaration with the handler.
 */
public enum Capability {
    /** Tasks of lanes, and with them callbacks, may block; not so on an event loop. */
    BLOCKING_CALLBACKS,

    /** The handler's threads are its own, and end with it; not so where it runs on something that outlives it. */
    OWN_THREADS;

    /** Returns what most handlers have: all of them. */
    static Set<Capability> all() {
        return EnumSet.allOf(Capability.class);
    }

    /** Skips the test unless this is declared. */
    void assumeIn(Set<Capability> declared) {
        assumeTrue(declared.contains(this), () -> "the handler does not declare " + this);
    }
}
