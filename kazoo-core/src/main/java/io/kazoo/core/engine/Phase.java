package io.kazoo.core.engine;

/** Where the engine stands between two inputs. */
enum Phase {
    /** Not started, stopped, or refused. */
    IDLE,
    /** Looking for a server that takes a connection. */
    SEARCHING,
    /** Waiting for the answer to the connect request. */
    HANDSHAKE,
    /** There is a session; waiting for SASL to come to an end. */
    AUTHENTICATING,
    /** There is a session; waiting for credentials and watches to be accepted. */
    REPLAY,
    /** Serving requests. */
    CONNECTED,
    /** All servers were tried; waiting before they are tried again. */
    BACKOFF,
    /** Waiting for the session to be closed. */
    CLOSING;

    /** Tells whether there is a connection with a session on it. */
    boolean hasSession() {
        return this == AUTHENTICATING || this == REPLAY || this == CONNECTED || this == CLOSING;
    }

    /** Tells whether credentials may be sent: not before SASL is through. */
    boolean takesCredentials() {
        return hasSession() && this != AUTHENTICATING;
    }

    /** Tells whether servers are being tried. */
    boolean isAttempt() {
        return this == SEARCHING || this == HANDSHAKE;
    }
}
