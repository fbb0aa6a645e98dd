package io.kazoo.benchmarks.client;

import org.jspecify.annotations.Nullable;

/** A client with a session, as the workloads see it. What a kind of client does not have, it refuses. */
interface MeasuredClient extends AutoCloseable {
    /** The length of what transactions write: as long as what is read. */
    int WRITTEN_BYTES = 100;

    /** Hears of the end of a request. */
    interface Completion {
        /** Called once per request with null or the failure. */
        void completed(@Nullable Throwable failure);
    }

    /** A lock that one contender at a time holds. */
    interface MeasuredLock {
        void acquire() throws Exception;

        void release() throws Exception;
    }

    long sessionId();

    /** Reads a node and waits for it. */
    byte[] get(String path) throws Exception;

    default void getAsync(String path, Completion done) {
        throw new UnsupportedOperationException("getAsync");
    }

    /** Sets a node's data so many times in one transaction. */
    default void transactionAsync(String path, int size, Completion done) {
        throw new UnsupportedOperationException("transactionAsync");
    }

    /** Reads a node so many times in one request. */
    default void multiReadAsync(String path, int size, Completion done) {
        throw new UnsupportedOperationException("multiReadAsync");
    }

    /** Reads a node and sets a watch; the fired watch calls back as often as the node's watch fires. */
    default void getAndWatch(String path, Runnable fired, Completion done) {
        throw new UnsupportedOperationException("getAndWatch");
    }

    /** Deletes a node and waits for it. */
    default void delete(String path) throws Exception {
        throw new UnsupportedOperationException("delete");
    }

    /** Creates a node. */
    default void createAsync(String path, byte[] data, Completion done) {
        throw new UnsupportedOperationException("createAsync");
    }

    /** Writes a node. */
    default void setAsync(String path, byte[] data, Completion done) {
        throw new UnsupportedOperationException("setAsync");
    }

    /** Makes a copy of a subtree that follows the server; returns when it is whole. */
    default AutoCloseable cache(String path, Runnable whenUpdated) throws Exception {
        throw new UnsupportedOperationException("cache");
    }

    default MeasuredLock lock(String path) throws Exception {
        throw new UnsupportedOperationException("lock");
    }

    @Override
    void close();
}
