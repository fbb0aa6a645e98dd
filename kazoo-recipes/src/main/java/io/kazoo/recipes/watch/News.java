package io.kazoo.recipes.watch;

import io.kazoo.WatchedEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a read found.
 *
 * @param value what the node holds, null if there is none
 * @param version the transaction that made it so, {@link #MISSING} if there is no node
 * @param event what made the watch look
 */
record News<R>(@Nullable R value, long version, @Nullable WatchedEvent event) {
    static final long MISSING = -1;

    /** What nothing was told of yet compares with. */
    static final long NOTHING_YET = -2;

    static <R> News<R> missing(@Nullable WatchedEvent event) {
        return new News<>(null, MISSING, event);
    }

    /** Tells whether it is news to somebody who knows a version: a node that came and went meanwhile is none. */
    boolean isNewTo(long known) {
        return version != known;
    }
}
