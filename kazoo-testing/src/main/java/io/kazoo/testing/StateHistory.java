package io.kazoo.testing;

import io.kazoo.KazooState;
import io.kazoo.StateListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The states a client has gone through since this listener was added to it. */
final class StateHistory implements StateListener {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<KazooState> seen = new ArrayList<>();

    @Override
    public void stateChanged(KazooState state) {
        lock.lock();
        try {
            seen.add(state);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the client has been in these states, one after another, with whatever others in between.
     *
     * @throws IllegalStateException if it has not within the limit, or the thread is interrupted (its flag stays set)
     */
    void awaitInOrder(Duration limit, KazooState... wanted) {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (!containsInOrder(wanted)) {
                if (left <= 0) {
                    throw new IllegalStateException("The client was to become " + Arrays.toString(wanted) + " within "
                            + limit.toMillis() + " ms, but became " + seen);
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "Interrupted while the client was to become " + Arrays.toString(wanted) + "; it became " + seen, e);
        } finally {
            lock.unlock();
        }
    }

    private boolean containsInOrder(KazooState... wanted) {
        Deque<KazooState> missing = new ArrayDeque<>(Arrays.asList(wanted));
        for (KazooState state : seen) {
            if (state == missing.peek()) {
                missing.remove();
            }
        }
        return missing.isEmpty();
    }
}
