package io.kazoo.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells everybody in the demo to come to an end. */
final class Stop {
    private final CountDownLatch requested = new CountDownLatch(1);
    private volatile boolean aborted;

    void request() {
        requested.countDown();
    }

    /** The demo is to vanish at once, without finishing anything. */
    void abort() {
        aborted = true;
        request();
    }

    boolean isAborted() {
        return aborted;
    }

    boolean isRequested() {
        return requested.getCount() == 0;
    }

    /**
     * Waits for a time, or until the end is requested.
     *
     * @return whether it is
     */
    boolean pause(long millis) {
        try {
            return requested.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Nobody interrupts the demo's threads; if somebody does, it is to end them.
            abort();
            return true;
        }
    }
}
