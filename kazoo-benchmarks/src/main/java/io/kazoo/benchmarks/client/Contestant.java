package io.kazoo.benchmarks.client;

/** A kind of client to be measured. Implementations have a public constructor that takes one string. */
public interface Contestant extends AutoCloseable {
    /**
     * Opens a client and waits until it has a session.
     *
     * @param servers the connect string
     * @param sessionTimeoutMillis what to ask for
     */
    MeasuredClient open(String servers, int sessionTimeoutMillis) throws Exception;

    /** Makes a thread, not started, of the sort that users of this client would block. */
    default Thread newCaller(Runnable work) {
        return new Thread(work, "caller");
    }

    @Override
    default void close() {}
}
