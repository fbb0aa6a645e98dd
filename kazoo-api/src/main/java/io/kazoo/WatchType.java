package io.kazoo;

/** Which watches on a path are meant when they are checked or removed. */
public enum WatchType {
    /** One-shot watches on children, as {@code getChildren} sets them. */
    CHILDREN,
    /** One-shot watches on data and existence, as {@code get} and {@code exists} set them. */
    DATA,
    /** All watches. */
    ANY,
    /** Watches of {@link WatchMode#PERSISTENT}. */
    PERSISTENT,
    /** Watches of {@link WatchMode#PERSISTENT_RECURSIVE}. */
    PERSISTENT_RECURSIVE
}
