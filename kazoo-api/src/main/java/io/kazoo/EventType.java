package io.kazoo;

/** What a watch saw. */
public enum EventType {
    /** The node was created. */
    CREATED,
    /** The node was deleted. */
    DELETED,
    /** The data of the node changed. */
    CHANGED,
    /** A child was created or deleted. */
    CHILD,
    /** Nothing happened to the node: the session ended and the watch with it; see {@link WatchedEvent#state()}. */
    NONE,
    /**
     * Nothing is known to have happened, but anything may have: the connection was lost and is back, and the server does
     * not tell persistent watches what they missed. Read anew. The path is the watched one.
     */
    MAYBE_MISSED
}
