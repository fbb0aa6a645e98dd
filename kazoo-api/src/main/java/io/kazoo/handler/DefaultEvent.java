package io.kazoo.handler;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** An event out of results: one for each who waits. */
final class DefaultEvent implements Event {
    private final Lane lane;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Wait> waiting = new LinkedHashSet<>();
    private boolean up;

    DefaultEvent(Lane lane) {
        this.lane = lane;
    }

    @Override
    public boolean isSet() {
        lock.lock();
        try {
            return up;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void set() {
        List<Wait> released;
        lock.lock();
        try {
            up = true;
            released = List.copyOf(waiting);
            waiting.clear();
        } finally {
            lock.unlock();
        }
        released.forEach(wait -> wait.succeed(null));
    }

    @Override
    public void clear() {
        lock.lock();
        try {
            up = false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Deferred<@Nullable Void> onSet() {
        Wait wait = new Wait();
        lock.lock();
        try {
            if (!up) {
                waiting.add(wait);
                return wait;
            }
        } finally {
            lock.unlock();
        }
        wait.succeed(null);
        return wait;
    }

    private final class Wait extends Deferred<@Nullable Void> {
        Wait() {
            super(lane);
        }

        @Override
        protected void onCancelled() {
            lock.lock();
            try {
                waiting.remove(this);
            } finally {
                lock.unlock();
            }
        }
    }
}
