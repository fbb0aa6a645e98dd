package io.kazoo;

/** The kinds of watches that stay when they have fired. */
public enum WatchMode {
    /** On one node: its creation, deletion and data, and the list of its children. */
    PERSISTENT,
    /** On a node and all below it: creation, deletion and data of each, and no {@link EventType#CHILD}. */
    PERSISTENT_RECURSIVE
}
