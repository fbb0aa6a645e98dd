package io.kazoo.core.engine;

import io.kazoo.core.jute.JuteWriter;
import io.kazoo.core.protocol.Packets;
import io.kazoo.exceptions.RequestTooLargeException;
import io.kazoo.exceptions.TooManyRequestsException;
import io.kazoo.spi.ClientConfig;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The way of requests to the server: those that wait for a connection or for room, those under way, and the bytes not
 * yet handed to the connection.
 */
final class Pipeline {
    /** With more requests under way than this, replies come so fast that the reader can do the writing. */
    private static final int SHALLOW = 32;

    /** With more requests under way than this, a server answers them one by one and never runs out of work. */
    private static final int DEEP = 128;

    /** Fewer answers than this in one read are not worth the wake-ups they cost: the reader's and the lane's. */
    private static final int FEW = 32;

    /** How long answers may gather; a fraction of what a server needs for those under way, which is a millisecond or more. */
    static final Duration GATHERING = Duration.ofNanos(200_000);

    /** Nothing was handed over. */
    static final long NOTHING = -1;

    /** A buffer this full is written whatever is under way. */
    private static final int FULL_BYTES = 32 * 1024;

    private final int maxRequestBytes;
    private final int maxPending;
    private final WaitingRequests queue;
    private final InFlight inFlight = new InFlight();
    private final JuteWriter out = new JuteWriter();
    final Unsupported unsupported = new Unsupported();
    private boolean open;
    private boolean congested;

    /** Some of those that wait may be settled; set by any thread. */
    private volatile boolean stale;

    /** The sequence of the first request that is written into the buffer but not handed to the connection. */
    private long unflushed;

    Pipeline(ClientConfig config) {
        this.maxRequestBytes = config.maxRequestBytes();
        this.maxPending = config.maxPending();
        this.queue = new WaitingRequests(config.maxPendingBytes());
    }

    JuteWriter out() {
        return out;
    }

    InFlight inFlight() {
        return inFlight;
    }

    /** Requests may be sent from now on. */
    void open() {
        open = true;
        pump();
    }

    /** What is under way goes on, nothing more is sent. */
    void hold() {
        open = false;
    }

    /** Takes a request: sends it if that can be done in order, else lets it wait. */
    void submit(Request<?> request) {
        if (isFull() || isTooHeavy(request)) {
            dropStale();
        }
        if (isFull()) {
            request.fail(new TooManyRequestsException(maxPending + " requests are waiting already (maxPending)"));
        } else if (isTooHeavy(request)) {
            request.fail(new TooManyRequestsException(
                    "requests of some " + queue.bytes() + " bytes are waiting already (maxPendingBytes)"));
        } else {
            enqueue(request);
        }
    }

    private boolean isFull() {
        return queue.size() + inFlight.size() >= maxPending;
    }

    private boolean isTooHeavy(Request<?> request) {
        return !queue.isEmpty() && queue.isTooHeavy(request);
    }

    /** Those that were cancelled or have run out of time do not count, but are only looked for when it matters. */
    private void dropStale() {
        if (stale) {
            stale = false;
            queue.dropSettled();
        }
    }

    /** A request was settled while it may be waiting; any thread may say so. */
    void noteStale() {
        stale = true;
    }

    /** As {@link #submit} without a bound, for the engine's own. */
    void enqueue(Request<?> request) {
        if (isReady() && queue.isEmpty()) {
            send(request);
        } else {
            queue.add(request);
        }
    }

    /** As {@link #enqueue}, before all that waits. */
    void enqueueFirst(Request<?> request) {
        queue.addFirst(request);
        pump();
    }

    /** Writes a request in front of all that wait, whether there is room or not: the last one of the connection. */
    void sendNow(Request<?> request) {
        send(request);
    }

    /** Sends what waits as far as there is room. */
    void pump() {
        while (isReady()) {
            Request<?> request = queue.poll();
            if (request == null) {
                return;
            }
            send(request);
        }
    }

    void writable() {
        congested = false;
    }

    /**
     * Hands the bytes to the connection: at once when little is under way, at the latest when the buffer is full; in
     * between the reader does it after each burst it has read, in one write for all (design: coalesced writes).
     *
     * @param due whether nothing may wait any longer
     * @return the sequence whose answer proves that the server has got all of it: of the newest request in it, of the
     *     next one if there was none; or {@link #NOTHING}
     */
    long flush(Effects effects, boolean due) {
        if (out.size() == 0) {
            return NOTHING;
        }
        boolean deep = inFlight.sizeBefore(unflushed) > SHALLOW;
        if (deep && !due && out.size() < FULL_BYTES) {
            return NOTHING;
        }
        congested |= !effects.write(out.drain());
        out.clear();
        long next = inFlight.next();
        long proof = unflushed == next ? next : next - 1;
        unflushed = next;
        return proof;
    }

    /** Tells whether a read, before which so many were under way, brought few answers although many are on their way. */
    boolean trickles(int underWayBefore) {
        int left = inFlight.size();
        int answered = underWayBefore - left;
        return left > DEEP && answered > 0 && answered < FEW;
    }

    /** The connection is gone: hands over first what was under way, then nothing more is sent. */
    void close(Consumer<Request<?>> lost) {
        open = false;
        congested = false;
        out.clear();
        unflushed = 0;
        inFlight.drain(lost);
    }

    /** Hands over everything that waits. */
    void drainQueue(Consumer<Request<?>> each) {
        queue.drain().forEach(each);
    }

    /** Tells whether nothing waits and nothing is under way. */
    boolean isIdle() {
        return queue.isEmpty() && inFlight.size() == 0;
    }

    /** Calls back with all that are under way or wait. */
    void forEach(Consumer<Request<?>> action) {
        inFlight.forEach(action);
        queue.forEach(action);
    }

    /** Tells whether something waits that could be sent. */
    boolean hasMore() {
        return !queue.isEmpty() && isReady();
    }

    /** A full buffer is written first: only then it is known whether the connection takes more. */
    private boolean isReady() {
        return open && !congested && !inFlight.isFull() && out.size() < FULL_BYTES;
    }

    private void send(Request<?> request) {
        if (request.isDone()) {
            return; // cancelled while it waited
        }
        if (unsupported.contains(request.operation())) {
            request.failUnsupported();
            return;
        }
        int mark = out.size();
        try {
            int length = Packets.request(out, inFlight.nextXid(), request.operation());
            if (length <= maxRequestBytes) {
                if (request instanceof TimedRequest<?> timed) {
                    timed.noteSent();
                }
                inFlight.add(request);
                return;
            }
            request.fail(new RequestTooLargeException(
                    "request of " + length + " bytes, the server accepts " + maxRequestBytes + " (jute.maxbuffer)"));
        } catch (RuntimeException e) {
            request.fail(e); // one that cannot be written must not harm the others
        }
        out.undo(mark);
    }
}
