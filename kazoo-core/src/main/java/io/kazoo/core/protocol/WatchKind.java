package io.kazoo.core.protocol;

/** The tables in which a client keeps its one-shot watches. */
public enum WatchKind {
    /** On a node's data: set by get, and by exists on a node that is there. */
    DATA,
    /** On a node that is not there: set by exists. */
    EXIST,
    /** On a node's children. */
    CHILD
}
