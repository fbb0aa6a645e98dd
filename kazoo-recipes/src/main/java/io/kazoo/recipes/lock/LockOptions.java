package io.kazoo.recipes.lock;

import io.kazoo.recipes.Hold;
import java.util.List;
import java.util.Objects;

/**
 * How a lock contends. Immutable; start with {@link #defaults()} and refine.
 *
 * @param identifier who contends, for {@link Lock#contenders()}: stored as the data of the node, in UTF-8
 * @param ephemeral whether the node goes with the session. Without it the lock outlives its holder: only {@link
 *     Hold#release()} gives it back, from a client that still has the handle
 * @param extraPatterns what stands before the number in the names of other clients' contenders that are to be waited
 *     for too, for example {@code "-lock-"} for Curator and Go (kazoo's {@code extra_lock_patterns}); taken literally,
 *     never as a regular expression
 * @param naming what the nodes are called, and with whom the lock is shared thereby
 * @param lossPolicy whether a holder that is cut off has lost it already
 * @param containerParent whether the lock's own node is made as a container, which the server removes some time after
 *     the last contender has left (ZooKeeper 3.5.3 and later; Curator does so); its parents never are. A node that exists
 *     stays what it is
 */
public record LockOptions(
        String identifier,
        boolean ephemeral,
        List<String> extraPatterns,
        LockNaming naming,
        LossPolicy lossPolicy,
        boolean containerParent) {
    /**
     * Keeps a copy of the list.
     *
     * @throws IllegalArgumentException if a pattern is empty: it would match every sequential node
     */
    public LockOptions {
        Objects.requireNonNull(identifier);
        Objects.requireNonNull(naming);
        Objects.requireNonNull(lossPolicy);
        extraPatterns = List.copyOf(extraPatterns);
        if (extraPatterns.contains("")) {
            throw new IllegalArgumentException("an empty pattern matches every sequential node");
        }
    }

    /** Returns kazoo's defaults: no identifier, ephemeral, no other patterns, kazoo's names, a persistent parent. */
    public static LockOptions defaults() {
        return new LockOptions("", true, List.of(), LockNaming.kazoo(), LossPolicy.LOST, false);
    }

    /** Returns the same with an identifier. */
    public LockOptions withIdentifier(String name) {
        return new LockOptions(name, ephemeral, extraPatterns, naming, lossPolicy, containerParent);
    }

    /** Returns the same, bound to the session or not. */
    public LockOptions withEphemeral(boolean bound) {
        return new LockOptions(identifier, bound, extraPatterns, naming, lossPolicy, containerParent);
    }

    /** Returns the same with other patterns. */
    public LockOptions withExtraPatterns(List<String> patterns) {
        return new LockOptions(identifier, ephemeral, patterns, naming, lossPolicy, containerParent);
    }

    /** Returns the same with other names. */
    public LockOptions withNaming(LockNaming names) {
        return new LockOptions(identifier, ephemeral, extraPatterns, names, lossPolicy, containerParent);
    }

    /** Returns the same with another policy. */
    public LockOptions withLossPolicy(LossPolicy policy) {
        return new LockOptions(identifier, ephemeral, extraPatterns, naming, policy, containerParent);
    }

    /** Returns the same, its parent a container or not. */
    public LockOptions withContainerParent(boolean container) {
        return new LockOptions(identifier, ephemeral, extraPatterns, naming, lossPolicy, container);
    }
}
