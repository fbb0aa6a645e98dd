package io.kazoo.core.engine;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The requests that were sent and not answered, in a ring indexed by request number. Replies come in order but for
 * errors that an early stage of the server sends, which overtake; those leave a hole. Numbers run from 1 to 2^31-1 and
 * start over; each connection begins with 1.
 */
final class InFlight {
    /** As many as a server reads before it throttles ({@code globalOutstandingLimit}); more only fills buffers. */
    static final int LIMIT = 1024;

    private static final int NUMBERS = Integer.MAX_VALUE;

    private @Nullable Request<?>[] ring = new Request<?>[16];
    private long head;
    private long tail;

    InFlight() {
        this(0);
    }

    /** Starts at a sequence other than 0; what tests of the wrap need. */
    InFlight(long first) {
        head = first;
        tail = first;
    }

    /** Returns how many requests are under way, holes included. */
    int size() {
        return (int) (tail - head);
    }

    /** Returns how many of them were sent before a sequence. */
    int sizeBefore(long sequence) {
        return (int) Math.max(0, sequence - head);
    }

    boolean isFull() {
        return size() >= LIMIT;
    }

    /** Returns the sequence that the next request gets: how many were sent on this connection. */
    long next() {
        return tail;
    }

    /** Returns the number that the next request has on the wire. */
    int nextXid() {
        return xid(tail);
    }

    void add(Request<?> request) {
        if (size() == ring.length) {
            grow();
        }
        ring[index(tail)] = request;
        tail++;
    }

    /** Returns the sequence of a number on the wire, or -1 if no request with it is under way. */
    long sequence(int xid) {
        if (xid < 1) {
            return -1;
        }
        long sequence = head + Math.floorMod((long) xid - xid(head), (long) NUMBERS);
        return sequence < tail && ring[index(sequence)] != null ? sequence : -1;
    }

    /** Takes out the request with a sequence that {@link #sequence} returned. */
    Request<?> take(long sequence) {
        Request<?> request = ring[index(sequence)];
        if (request == null) {
            throw new IllegalStateException("no request " + sequence);
        }
        ring[index(sequence)] = null;
        while (head < tail && ring[index(head)] == null) {
            head++;
        }
        return request;
    }

    /** Calls back with all that are under way. */
    void forEach(Consumer<Request<?>> action) {
        for (long sequence = head; sequence < tail; sequence++) {
            Request<?> request = ring[index(sequence)];
            if (request != null) {
                action.accept(request);
            }
        }
    }

    /** Takes all requests out, oldest first, and starts over: a connection has ended. */
    void drain(Consumer<Request<?>> each) {
        long from = head;
        long to = tail;
        @Nullable Request<?>[] old = ring;
        int mask = old.length - 1;
        ring = new Request<?>[16];
        head = 0;
        tail = 0;
        for (long sequence = from; sequence < to; sequence++) {
            Request<?> request = old[(int) sequence & mask];
            if (request != null) {
                each.accept(request);
            }
        }
    }

    private static int xid(long sequence) {
        return (int) (sequence % NUMBERS) + 1;
    }

    private int index(long sequence) {
        return (int) sequence & (ring.length - 1);
    }

    private void grow() {
        @Nullable Request<?>[] old = ring;
        ring = Arrays.copyOf(new Request<?>[0], old.length * 2);
        for (long sequence = head; sequence < tail; sequence++) {
            ring[index(sequence)] = old[(int) sequence & (old.length - 1)];
        }
    }
}
