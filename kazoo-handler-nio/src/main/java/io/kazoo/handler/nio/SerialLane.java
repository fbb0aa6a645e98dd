package io.kazoo.handler.nio;

import io.kazoo.handler.Handler;
import io.kazoo.handler.Lane;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A serial queue. Submitters append to an inbox; the one thread that runs the lane takes the whole inbox at once and
 * leaves its emptied array behind, so that a burst costs one wake-up, one hand-over and no allocation.
 *
 * <p>A lane outlives starts and stops of its handler, and so does what is queued in it.
 */
public final class SerialLane implements Lane {
    private static final System.Logger LOG = System.getLogger(SerialLane.class.getPackageName());

    private static final @Nullable Runnable[] EMPTY = {};
    private static final int FIRST_CAPACITY = 8;

    /** An idle lane keeps no larger array than this. */
    private static final int KEPT_CAPACITY = 64;

    private final NioHandler handler;
    private final String label;

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Runnable[] inbox = EMPTY;
    private int size;

    /** Some thread runs this lane, or the lane waits for one: it need not be announced. */
    private boolean busy;

    // What follows belongs to the running thread; the lock, or the pool's, hands it over to the next one.
    private @Nullable Runnable[] batch = EMPTY;
    private int next;
    private int end;

    /** Compared with the current thread only, which sees at least its own writes: no need to be volatile. */
    private @Nullable Thread runner;

    SerialLane(NioHandler handler, String label) {
        this.handler = handler;
        this.label = label;
    }

    @Override
    public void execute(Runnable task) {
        Objects.requireNonNull(task, "task");
        boolean wasIdle;
        lock.lock();
        try {
            if (size == inbox.length) {
                inbox = Arrays.copyOf(inbox, Math.max(FIRST_CAPACITY, 2 * size));
            }
            inbox[size++] = task;
            wasIdle = !busy;
            busy = true;
        } finally {
            lock.unlock();
        }
        if (wasIdle) {
            handler.announce(this);
        }
    }

    @Override
    public boolean isCurrent() {
        return runner == Thread.currentThread();
    }

    @Override
    public Handler handler() {
        return handler;
    }

    /** Returns what the lane is for. */
    public String label() {
        return label;
    }

    @Override
    public String toString() {
        return "lane " + label;
    }

    /**
     * Runs the next tasks in the current thread. The caller must be the only one to run this lane.
     *
     * @param most how many tasks at the most
     * @param between called before each task
     * @return false if none are left and the lane is idle now; it then belongs to whoever submits next
     */
    public boolean run(int most, Runnable between) {
        runner = Thread.currentThread();
        for (int i = 0; i < most; i++) {
            if (next == end && !refill()) {
                return false;
            }
            Runnable task = batch[next];
            batch[next++] = null;
            between.run();
            try {
                Objects.requireNonNull(task).run();
            } catch (Throwable e) {
                LOG.log(Level.ERROR, "a task of " + this + " failed", e);
            }
        }
        runner = null;
        return true;
    }

    private boolean refill() {
        next = 0;
        lock.lock();
        try {
            end = size;
            size = 0;
            @Nullable Runnable[] emptied = batch;
            batch = inbox;
            inbox = emptied;
            if (end > 0) {
                return true;
            }
            batch = trimmed(batch);
            inbox = trimmed(inbox);
            runner = null;
            busy = false;
            return false;
        } finally {
            lock.unlock();
        }
    }

    private static @Nullable Runnable[] trimmed(@Nullable Runnable[] array) {
        return array.length > KEPT_CAPACITY ? EMPTY : array;
    }
}
