package io.kazoo.cli;

import io.kazoo.cli.History.Hold;
import io.kazoo.cli.History.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where everybody notes what happens, for the judge and for the screen. Safe for any number of threads.
 *
 * <p>When a worker gets the lock, every other one that has not given it back is asked whether it still believes to hold
 * it: exactly that would be two holders at once. So a belief that has ended is never taken for one that goes on because
 * somebody was late to note its end, and one that goes on is never overlooked.
 */
final class Ledger {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LongSupplier clock;
    private final List<Belief> beliefs = new ArrayList<>();
    private final List<Write> writes = new ArrayList<>();
    private final Map<String, Long> confirmed = new TreeMap<>();
    private int unknown;
    private int foundApplied;
    private int foundMissing;
    private int refused;
    private long startedAt;

    Ledger(LongSupplier clock) {
        this.clock = clock;
        this.startedAt = clock.getAsLong();
    }

    long now() {
        return clock.getAsLong();
    }

    /** The workers begin. */
    void started() {
        locked(() -> startedAt = clock.getAsLong());
    }

    /**
     * A worker has got the lock.
     *
     * @param believes whether it still believes to hold it, asked on other threads
     */
    Belief granted(String worker, long token, BooleanSupplier believes) {
        lock.lock();
        try {
            beliefs.stream()
                    .filter(other -> other.to == null && !other.believes.getAsBoolean())
                    .forEach(other -> other.to = clock.getAsLong());
            Belief belief = new Belief(worker, token, believes, clock.getAsLong());
            beliefs.add(belief);
            changed.signalAll();
            return belief;
        } finally {
            lock.unlock();
        }
    }

    /** A worker has stopped to believe that it holds the lock; to be called before it gives it back. */
    void ended(Belief belief) {
        locked(() -> {
            if (belief.to == null) {
                belief.to = clock.getAsLong();
            }
        });
    }

    /** A write to the counter was acknowledged. */
    void wrote(Write write) {
        locked(() -> {
            writes.add(write);
            if (write.increment()) {
                confirmed.merge(write.worker(), 1L, Long::sum);
            }
        });
    }

    /** The reply to an increment was lost. */
    void unknown() {
        locked(() -> unknown++);
    }

    /** It turned out what became of an increment whose reply was lost. */
    void resolved(String worker, boolean applied) {
        locked(() -> {
            if (applied) {
                foundApplied++;
                confirmed.merge(worker, 1L, Long::sum);
            } else {
                foundMissing++;
            }
        });
    }

    /** The counter has refused a write of a former holder. */
    void refused() {
        locked(() -> refused++);
    }

    /** Returns who holds the lock, null if nobody does. */
    @Nullable
    Belief holder() {
        lock.lock();
        try {
            Belief last = beliefs.isEmpty() ? null : beliefs.get(beliefs.size() - 1);
            return last == null || last.to != null ? null : last;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until somebody gets the lock; null if the end is requested before, or nobody gets it in time. */
    @Nullable
    Belief awaitGrant(Stop stop, long limitMillis) {
        int before = locked(beliefs::size);
        boolean seen = await(stop, limitMillis, () -> beliefs.size() > before);
        return seen ? locked(() -> beliefs.get(before)) : null;
    }

    /**
     * Waits until an increment that was sent after a fault is acknowledged.
     *
     * @param before when the fault had not begun yet
     * @param after when it was complete
     * @return the gap in milliseconds, see {@link Judge#gapMillis}; -1 if the end is requested before, or none comes in
     *     time
     */
    long awaitGap(long before, long after, Stop stop, long limitMillis) {
        boolean seen = await(stop, limitMillis, () -> goesOn(after));
        return seen ? locked(() -> Judge.gapMillis(writes, before, after)) : -1;
    }

    private boolean goesOn(long after) {
        for (int i = writes.size() - 1; i >= 0 && writes.get(i).ackedAt() > after; i--) {
            if (writes.get(i).increment() && writes.get(i).sentAt() >= after) {
                return true;
            }
        }
        return false;
    }

    /** Returns how long before the next one got the lock a holder had stopped to believe, in ms; -1 if not known. */
    long marginMillis(Belief former) {
        lock.lock();
        try {
            int next = beliefs.indexOf(former) + 1;
            if (former.to == null || next == beliefs.size()) {
                return -1;
            }
            return (beliefs.get(next).from - former.to) / 1_000_000;
        } finally {
            lock.unlock();
        }
    }

    long increments() {
        return locked(
                () -> confirmed.values().stream().mapToLong(Long::longValue).sum());
    }

    int grants() {
        return locked(beliefs::size);
    }

    /** Returns all that was noted; a hold that goes on ends now. */
    History history(long endedAt) {
        lock.lock();
        try {
            long now = clock.getAsLong();
            List<Hold> holds = beliefs.stream()
                    .map(belief ->
                            new Hold(belief.worker, belief.token, belief.from, belief.to == null ? now : belief.to))
                    .toList();
            return new History(
                    holds, writes, confirmed, unknown, foundApplied, foundMissing, refused, startedAt, endedAt);
        } finally {
            lock.unlock();
        }
    }

    private boolean await(Stop stop, long limitMillis, BooleanSupplier condition) {
        long left = TimeUnit.MILLISECONDS.toNanos(limitMillis);
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                if (left <= 0 || stop.isRequested()) {
                    return false;
                }
                // In short steps, because a stop does not signal.
                long step = Math.min(left, TimeUnit.MILLISECONDS.toNanos(50));
                left -= step - Math.max(0, changed.awaitNanos(step));
            }
            return true;
        } catch (InterruptedException e) {
            stop.abort();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }

    /** A hold under way; its end is the ledger's to note. */
    static final class Belief {
        final String worker;
        final long token;
        private final BooleanSupplier believes;
        private final long from;
        private @Nullable Long to;

        private Belief(String worker, long token, BooleanSupplier believes, long from) {
            this.worker = worker;
            this.token = token;
            this.believes = believes;
            this.from = from;
        }
    }
}
