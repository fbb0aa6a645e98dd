package io.kazoo.core.session;

/**
 * When to ping, when to give a connection up, and when the session is dead whatever happens. All times are nanoseconds
 * of a monotonic clock; the ratios are those of the official client.
 *
 * <p>A server counts a session's silence from the last message it received. This client knows that it received one when
 * it answered it, and when that one was sent; a session timeout after that moment the session may be gone, and nobody
 * may rely on it any more (ZOOKEEPER-4508, kazoo issue 407).
 */
public final class Heartbeat {
    private long timeout;
    private long lastSent;
    private long lastHeard;
    private long lastProven;

    /** When the message was sent that {@link #probe} numbers, if {@link #probing}. */
    private long probeSent;

    private long probe;
    private boolean probing;

    /** Starts over on a new connection whose handshake was sent at a time and answered now. */
    public void established(long timeoutNanos, long handshakeSent, long now) {
        timeout = timeoutNanos;
        lastSent = handshakeSent;
        lastHeard = now;
        lastProven = handshakeSent;
        probing = false;
    }

    /** Returns the session timeout that the latest connection was granted. */
    public long timeoutNanos() {
        return timeout;
    }

    /**
     * Notes that bytes were sent.
     *
     * @param sequence the number of the newest message among them, rising on one connection
     */
    public void sent(long sequence, long now) {
        lastSent = now;
        if (!probing) {
            probing = true;
            probe = sequence;
            probeSent = now;
        }
    }

    /** Notes that bytes arrived. */
    public void heard(long now) {
        lastHeard = now;
    }

    /** Notes that a message was answered. */
    public void answered(long sequence) {
        if (probing && sequence >= probe) {
            probing = false;
            lastProven = probeSent;
        }
    }

    /** Returns when a ping is due unless something else is sent before. */
    public long pingAt() {
        return lastSent + timeout / 3;
    }

    /**
     * Returns when the connection is dead unless something arrives before; at the latest with the session, which is not
     * saved by events that arrive while nothing is answered.
     */
    public long deadAt() {
        long silent = lastHeard + timeout / 3 * 2;
        long session = sessionDeadAt();
        return silent - session < 0 ? silent : session;
    }

    /** Returns when the session is dead unless a server answers before. */
    public long sessionDeadAt() {
        return lastProven + timeout;
    }
}
