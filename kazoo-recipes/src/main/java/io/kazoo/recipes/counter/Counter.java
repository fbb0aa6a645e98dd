package io.kazoo.recipes.counter;

import io.kazoo.KazooClient;
import io.kazoo.recipes.support.Blocking;
import java.math.BigInteger;

/**
 * A number that any number of clients change; with kazoo's layout, so that Python and Java clients share it. The blocking
 * face of {@link AsyncCounter}.
 *
 * <p><b>Failures.</b> Lost connections and sessions only delay a call. A change is never applied twice: if the reply to
 * its write is lost, the counter is read again, and the write is repeated only if it shows that it was not, and cannot be,
 * applied. The node does not say who wrote to it; where it has been written to meanwhile and may hold this change, the call
 * fails with {@link io.kazoo.exceptions.ConnectionLossException} and {@link
 * io.kazoo.exceptions.Outcome#MAYBE_APPLIED}, or with what else made the outcome unknown. (kazoo counts twice there.)
 *
 * <p><b>Layout.</b> The number is the data of the node: as Python writes it, in ASCII, or four bytes, highest first, for
 * Curator. A node without data stands for the initial value; the first change creates a missing node and its parents.
 *
 * @param <N> the kind of number
 */
public final class Counter<N extends Number> {
    private final AsyncCounter<N> async;

    private Counter(AsyncCounter<N> async) {
        this.async = async;
    }

    /** Makes a counter of integers of 64 bits that begins at 0; see {@link #ofLong(KazooClient, String, long)}. */
    public static Counter<Long> ofLong(KazooClient client, String path) {
        return ofLong(client, path, 0);
    }

    /**
     * Makes a counter of integers; what needs more than 64 bits is an error.
     *
     * @param path the node that holds the number; created when needed
     * @param initial what a node without data stands for (kazoo's {@code default})
     * @throws IllegalArgumentException if the path has a component {@code .} or {@code ..}
     */
    public static Counter<Long> ofLong(KazooClient client, String path, long initial) {
        return new Counter<>(new AsyncCounter<>(client, path, initial, CounterFormat.LONG));
    }

    /** Makes a counter of integers without bound, as Python's are; else as {@link #ofLong(KazooClient, String, long)}. */
    public static Counter<BigInteger> ofBigInteger(KazooClient client, String path, BigInteger initial) {
        return new Counter<>(new AsyncCounter<>(client, path, initial, CounterFormat.BIG_INTEGER));
    }

    /** Makes a counter of Python's {@code float}; else as {@link #ofLong(KazooClient, String, long)}. */
    public static Counter<Double> ofDouble(KazooClient client, String path, double initial) {
        return new Counter<>(new AsyncCounter<>(client, path, initial, CounterFormat.DOUBLE));
    }

    /**
     * Makes a counter that Curator's {@code SharedCount} and {@code DistributedAtomicInteger} share (kazoo's {@code
     * support_curator}): 32 bits, what needs more is an error. Else as {@link #ofLong(KazooClient, String, long)}.
     */
    public static Counter<Integer> ofCurator(KazooClient client, String path, int initial) {
        return new Counter<>(new AsyncCounter<>(client, path, initial, CounterFormat.CURATOR));
    }

    /** Returns the face of this counter that never blocks. */
    public AsyncCounter<N> async() {
        return async;
    }

    /** Returns the path of the counter's node, below the client's chroot. */
    public String path() {
        return async.path();
    }

    /**
     * Reads the number, as the server knows it that the client is connected to.
     *
     * @throws CounterException if the node holds something else
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block
     */
    public N value() {
        requireMayBlock("value()");
        return Blocking.get(async.value());
    }

    /**
     * Adds to the number.
     *
     * @return the number before and after this change
     * @throws CounterException if the node holds something else, or the sum does not fit; nothing was changed
     * @throws io.kazoo.exceptions.ConnectionLossException if the change may have been applied, see above
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses
     * @throws io.kazoo.exceptions.KazooInterruptedException if the thread is interrupted; it may still be applied
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block
     */
    public CounterChange<N> add(N delta) {
        requireMayBlock("add()");
        return Blocking.get(async.add(delta));
    }

    /** Subtracts from the number; else as {@link #add}. */
    public CounterChange<N> subtract(N delta) {
        requireMayBlock("subtract()");
        return Blocking.get(async.subtract(delta));
    }

    private void requireMayBlock(String call) {
        async.context.requireMayBlock("Counter." + call, "Counter.async()." + call);
    }
}
