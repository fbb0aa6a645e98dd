package io.kazoo.handler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The threads that wait for a {@link Deferred}. Apart from its listeners, because the order in which they are released
 * does not matter: who settles only reads this list, so that who gives up can be taken out of the middle of it.
 */
abstract class Parking<T extends @Nullable Object> extends PairStages<T> {
    private static final VarHandle WAITERS;

    static {
        try {
            WAITERS = MethodHandles.lookup().findVarHandle(Parking.class, "waiters", Waiter.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The newest first. */
    private volatile @Nullable Waiter waiters;

    /**
     * Parks the current thread until this result is settled; for {@link Handler#await} only, which decides whether the
     * thread may block at all.
     *
     * @param nanos how long at the most; {@link Long#MAX_VALUE} for no bound
     * @return whether it is settled
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    public final boolean park(long nanos) throws InterruptedException {
        Waiter waiter = new Waiter(Thread.currentThread());
        enter(waiter);
        long deadline = System.nanoTime() + nanos;
        try {
            while (!isDone()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (nanos == Long.MAX_VALUE) {
                    LockSupport.park(this);
                } else {
                    long left = deadline - System.nanoTime();
                    if (left <= 0) {
                        return isDone();
                    }
                    LockSupport.parkNanos(this, left);
                }
            }
            return true;
        } finally {
            waiter.thread = null;
            if (!isDone()) {
                removeThoseWhoGaveUp();
            }
        }
    }

    /** Releases all; called once settled, so that who enters afterwards finds that and does not park. */
    final void releaseAll() {
        Waiter waiter = waiters;
        if (waiter != null) {
            waiters = null;
        }
        while (waiter != null) {
            LockSupport.unpark(waiter.thread);
            waiter = waiter.next;
        }
    }

    private void enter(Waiter waiter) {
        Waiter top;
        do {
            top = waiters;
            waiter.next = top;
        } while (!WAITERS.compareAndSet(this, top, waiter));
    }

    /** Several threads may do this at once, and others enter meanwhile: a change that may have been lost is repeated. */
    private void removeThoseWhoGaveUp() {
        Waiter before = null;
        Waiter waiter = waiters;
        while (waiter != null) {
            Waiter next = waiter.next;
            boolean lost = false;
            if (waiter.thread != null) {
                before = waiter;
            } else if (before == null) {
                lost = !WAITERS.compareAndSet(this, waiter, next);
            } else {
                before.next = next;
                lost = before.thread == null; // out of the list itself, perhaps
            }
            if (lost) {
                before = null;
                next = waiters;
            }
            waiter = next;
        }
    }

    /** A thread that waits. */
    private static final class Waiter {
        /** Null once it waits no more. */
        volatile @Nullable Thread thread;

        volatile @Nullable Waiter next;

        Waiter(Thread thread) {
            this.thread = thread;
        }
    }
}
