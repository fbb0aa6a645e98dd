package io.kazoo.handler.vertx;

/** A connection, or an attempt at one. */
interface Endpoint {
    /** Ends it because the handler closes; on the event loop, and in no call of its listener. */
    void abort();
}
