package io.kazoo.recipes.lock;

import java.util.List;
import java.util.Objects;

/**
 * How a lock contends. Immutable; start with {@link #defaults()} and refine.
 *
 * @param identifier who contends, for {@link Lock#contenders()}: stored as the data of the node, in UTF-8
 * @param ephemeral whether the node goes with the session. Without it the lock outlives its holder: only {@link
 *     HeldLock#release()} gives it back, from a client that still has the handle
 * @param extraPatterns what stands before the number in the names of other clients' contenders that are to be waited
 *     for too, for example {@code "-lock-"} for Curator and Go (kazoo's {@code extra_lock_patterns}); taken literally,
 *     never as a regular expression
 */
public record LockOptions(String identifier, boolean ephemeral, List<String> extraPatterns) {
    /**
     * Keeps a copy of the list.
     *
     * @throws IllegalArgumentException if a pattern is empty: it would match every sequential node
     */
    public LockOptions {
        Objects.requireNonNull(identifier);
        extraPatterns = List.copyOf(extraPatterns);
        if (extraPatterns.contains("")) {
            throw new IllegalArgumentException("an empty pattern matches every sequential node");
        }
    }

    /** Returns kazoo's defaults: no identifier, ephemeral, no other patterns. */
    public static LockOptions defaults() {
        return new LockOptions("", true, List.of());
    }

    /** Returns the same with an identifier. */
    public LockOptions withIdentifier(String name) {
        return new LockOptions(name, ephemeral, extraPatterns);
    }

    /** Returns the same, bound to the session or not. */
    public LockOptions withEphemeral(boolean bound) {
        return new LockOptions(identifier, bound, extraPatterns);
    }

    /** Returns the same with other patterns. */
    public LockOptions withExtraPatterns(List<String> patterns) {
        return new LockOptions(identifier, ephemeral, patterns);
    }
}
