package io.kazoo.benchmarks.client;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** A client without callbacks that keeps a number of requests under way by itself: the raw loop. */
interface Pipelining {
    /**
     * Reads a node again and again in the current thread until it is told to stop.
     *
     * @param depth how many requests to keep under way
     * @param answered counts what was answered, as it goes
     * @param goOn asked again and again
     */
    void pipeline(String path, int depth, AtomicLong answered, BooleanSupplier goOn) throws Exception;
}
