package io.kazoo.handler;

import io.kazoo.exceptions.KazooInterruptedException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A handler that all clients share which chose it by name: started for the first of them, closed after the last. Closing
 * may take seconds, as tasks finish; giving the handler back, which they may want to do, waits for none of that.
 */
final class SharedHandler implements HandlerSource {
    private final Handler handler;

    /** Guards what follows; never held while the handler starts or closes. */
    private final ReentrantLock lock = new ReentrantLock();

    private int users;

    /** Settled when the close under way has ended; null if there is none. */
    private @Nullable Deferred<@Nullable Void> closing;

    SharedHandler(Handler handler) {
        this.handler = handler;
    }

    @Override
    public Handler handler() {
        return handler;
    }

    @Override
    public Handler acquire() {
        for (Deferred<?> under = enter(); under != null; under = enter()) {
            awaitClose(under);
        }
        try {
            handler.start();
            return handler;
        } catch (Throwable e) {
            release();
            throw e;
        }
    }

    /** Counts a user, unless there is a close to be waited for. */
    private @Nullable Deferred<?> enter() {
        lock.lock();
        try {
            if (closing == null) {
                users++;
            }
            return closing;
        } finally {
            lock.unlock();
        }
    }

    private void awaitClose(Deferred<?> under) {
        try {
            handler.await(under, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KazooInterruptedException("interrupted while " + handler.name() + " was closing", e);
        }
    }

    @Override
    public void release() {
        Deferred<@Nullable Void> closed = new Deferred<>(handler.newLane("close"));
        lock.lock();
        try {
            users--;
            if (users > 0) {
                return;
            }
            closing = closed;
        } finally {
            lock.unlock();
        }
        try {
            handler.close();
        } finally {
            lock.lock();
            try {
                closing = null;
            } finally {
                lock.unlock();
            }
            closed.succeed(null);
        }
    }
}
