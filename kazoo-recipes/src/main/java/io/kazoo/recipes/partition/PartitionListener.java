package io.kazoo.recipes.partition;

import java.util.Collection;

/**
 * Hears what a partitioner does, in order. Called on a lane of its own: it may be slow, and an exception is logged and
 * changes nothing.
 */
@FunctionalInterface
public interface PartitionListener {
    /** The state is another one now. */
    void stateChanged(PartitionState state);

    /**
     * Others have kept parts of what is to be this member's for longer than {@link PartitionerOptions#maxReactionTime()},
     * while the members have not changed. Either one of them has not yet called {@link SetPartitioner#releaseSet()}, or the
     * members divide different sets, or by different functions: these never agree. Does nothing by default.
     *
     * @param missing what is held by others
     */
    default void blocked(Collection<String> missing) {}
}
