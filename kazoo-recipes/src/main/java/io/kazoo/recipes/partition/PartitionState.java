package io.kazoo.recipes.partition;

/** What a member of a {@link SetPartitioner} is doing. kazoo's states. */
public enum PartitionState {
    /** It waits until the members do not change any more, and then for the locks of its part. */
    ALLOCATING,
    /** It has its part. */
    ACQUIRED,
    /**
     * The members have changed, or the connection is lost, or somebody took a lock away: it still has what it has, and is
     * to finish its work and call {@link SetPartitioner#releaseSet()}, for which the others wait.
     */
    RELEASE,
    /** It is over: finished, or the session is. */
    FAILURE
}
