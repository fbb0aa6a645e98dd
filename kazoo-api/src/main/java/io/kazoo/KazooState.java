package io.kazoo;

/** The state of a client as its listeners see it. */
public enum KazooState {
    /** There is a connection and a session. */
    CONNECTED,
    /** The connection is lost; the session, its ephemeral nodes and watches may still be there. */
    SUSPENDED,
    /**
     * There is no session: not started, stopped, expired, or refused. Ephemeral nodes and watches are gone, or go soon: where
     * no server could be told, the ensemble keeps them until the session's time is up there as well.
     */
    LOST
}
