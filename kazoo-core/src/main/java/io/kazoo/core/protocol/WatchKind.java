package io.kazoo.core.protocol;

import io.kazoo.WatchType;

/** The tables in which a client keeps its watches, in the order in which they are set again. */
public enum WatchKind {
    /** On a node's data: set by get, and by exists on a node that is there. */
    DATA(WatchType.DATA),
    /** On a node that is not there: set by exists. To the server the same as {@link #DATA}. */
    EXIST(WatchType.DATA),
    /** On a node's children. */
    CHILD(WatchType.CHILDREN),
    /** On a node, and stays. */
    PERSISTENT(WatchType.PERSISTENT),
    /** On a node and all below it, and stays. */
    PERSISTENT_RECURSIVE(WatchType.PERSISTENT_RECURSIVE);

    private final WatchType type;

    WatchKind(WatchType type) {
        this.type = type;
    }

    /** Returns what the server takes it for. */
    public WatchType type() {
        return type;
    }

    /** Tells whether a watch of this kind is gone when it has fired. */
    public boolean isOneShot() {
        return this != PERSISTENT && this != PERSISTENT_RECURSIVE;
    }
}
