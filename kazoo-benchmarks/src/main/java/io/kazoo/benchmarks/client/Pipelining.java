package io.kazoo.benchmarks.client;

import java.util.concurrent.atomic.AtomicLong;

/** A client without callbacks that keeps a number of requests under way by itself: the raw loop. */
interface Pipelining {
    /**
     * Reads a node again and again in the current thread until a time has passed.
     *
     * @param depth how many requests to keep under way
     * @param answered counts what was answered, as it goes
     * @param until a time of {@link System#nanoTime()}
     */
    void pipeline(String path, int depth, AtomicLong answered, long until) throws Exception;
}
