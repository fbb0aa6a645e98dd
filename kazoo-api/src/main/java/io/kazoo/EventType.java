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
    NONE
}
