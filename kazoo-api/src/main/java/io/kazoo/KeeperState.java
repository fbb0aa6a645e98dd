package io.kazoo;

/** The state of the session, finer than {@link KazooState}. */
public enum KeeperState {
    /** Authentication failed; the client does not try again until it is started. */
    AUTH_FAILED,
    /** Connected to a server that reads and writes. */
    CONNECTED,
    /** Connected to a server that only reads. */
    CONNECTED_RO,
    /** Looking for a server. */
    CONNECTING,
    /** Not started, or stopped. */
    CLOSED,
    /** The session has expired; a new one is about to be made. */
    EXPIRED_SESSION
}
