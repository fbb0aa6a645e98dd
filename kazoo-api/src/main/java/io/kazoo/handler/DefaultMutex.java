package io.kazoo.handler;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A lock out of results: one for each who queues. */
final class DefaultMutex implements Mutex {
    private final Lane lane;
    private final boolean reentrant;

    /** Guards what follows; never held while a result is settled. */
    private final ReentrantLock guard = new ReentrantLock();

    private final Set<Turn> queue = new LinkedHashSet<>();
    private @Nullable Object holder;
    private int holds;

    DefaultMutex(Lane lane, boolean reentrant) {
        this.lane = lane;
        this.reentrant = reentrant;
    }

    @Override
    public boolean isHeld() {
        guard.lock();
        try {
            return holder != null;
        } finally {
            guard.unlock();
        }
    }

    @Override
    public Deferred<@Nullable Void> acquireAsync(Object owner) {
        Turn turn = new Turn(owner);
        guard.lock();
        try {
            if (holder != null && !(reentrant && owner.equals(holder))) {
                queue.add(turn);
                return turn;
            }
            holder = owner;
            holds++;
        } finally {
            guard.unlock();
        }
        turn.succeed(null);
        return turn;
    }

    @Override
    public void release(Object owner) {
        Turn next = passOn(owner);
        // One that was cancelled just now does not want it any more.
        while (next != null && !next.succeed(null)) {
            next = passOn(next.owner);
        }
    }

    private @Nullable Turn passOn(Object owner) {
        guard.lock();
        try {
            if (!owner.equals(holder)) {
                throw new IllegalMonitorStateException("not held by " + owner);
            }
            holds--;
            if (holds > 0) {
                return null;
            }
            Iterator<Turn> turns = queue.iterator();
            if (!turns.hasNext()) {
                holder = null;
                return null;
            }
            Turn next = turns.next();
            turns.remove();
            holder = next.owner;
            holds = 1;
            return next;
        } finally {
            guard.unlock();
        }
    }

    private final class Turn extends Deferred<@Nullable Void> {
        private final Object owner;

        Turn(Object owner) {
            super(lane);
            this.owner = owner;
        }

        @Override
        protected void onCancelled() {
            guard.lock();
            try {
                queue.remove(this);
            } finally {
                guard.unlock();
            }
        }
    }
}
