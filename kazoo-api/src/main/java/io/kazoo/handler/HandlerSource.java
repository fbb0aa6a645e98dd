package io.kazoo.handler;

/** Where a client gets its handler from, and gives it back to. */
public interface HandlerSource {
    /** Returns the handler, started; to be matched by one {@link #release()}. */
    Handler acquire();

    /** Gives the handler back; the last one to do so closes a handler that no application supplied. */
    void release();

    /** Returns the handler, started or not, for the properties of a client that is not. */
    Handler handler();
}
