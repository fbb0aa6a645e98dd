package io.kazoo.recipes.cache;

import java.util.Objects;
import java.util.function.Predicate;

/**
 * What a cache holds, and how it reads. Immutable; start with {@link #defaults()} and refine.
 *
 * @param createRoot whether the root is created at the start if it is missing, as kazoo does; one that is deleted later is
 *     not, but followed again when somebody makes it anew
 * @param maxDepth how deep below the root nodes are held: with 0 the root alone
 * @param filter which nodes are held, by their path; what is below one that is not held, is not held either. The root
 *     always is. Called on the cache's lane: it must not block, and must answer the same for the same path
 * @param persistentWatch whether a persistent recursive watch is used where the servers have it (3.6 and later), one for the
 *     whole tree; otherwise two one-shot watches for each node
 * @param maxInFlight how many reads are under way at the most
 */
public record TreeCacheOptions(
        boolean createRoot, int maxDepth, Predicate<String> filter, boolean persistentWatch, int maxInFlight) {
    /** Checks the parts. */
    public TreeCacheOptions {
        Objects.requireNonNull(filter);
        if (maxDepth < 0 || maxInFlight < 1) {
            throw new IllegalArgumentException("maxDepth " + maxDepth + ", maxInFlight " + maxInFlight);
        }
    }

    /** Returns the defaults: the whole tree, root included, by a persistent watch, 500 reads under way. */
    public static TreeCacheOptions defaults() {
        return new TreeCacheOptions(true, Integer.MAX_VALUE, path -> true, true, 500);
    }

    /** Returns the same, creating a missing root or not. */
    public TreeCacheOptions withCreateRoot(boolean create) {
        return new TreeCacheOptions(create, maxDepth, filter, persistentWatch, maxInFlight);
    }

    /** Returns the same with another depth. */
    public TreeCacheOptions withMaxDepth(int depth) {
        return new TreeCacheOptions(createRoot, depth, filter, persistentWatch, maxInFlight);
    }

    /** Returns the same with another filter. */
    public TreeCacheOptions withFilter(Predicate<String> paths) {
        return new TreeCacheOptions(createRoot, maxDepth, paths, persistentWatch, maxInFlight);
    }

    /** Returns the same, with a persistent watch where there is one, or never. */
    public TreeCacheOptions withPersistentWatch(boolean persistent) {
        return new TreeCacheOptions(createRoot, maxDepth, filter, persistent, maxInFlight);
    }

    /** Returns the same with another number of reads under way. */
    public TreeCacheOptions withMaxInFlight(int reads) {
        return new TreeCacheOptions(createRoot, maxDepth, filter, persistentWatch, reads);
    }
}
