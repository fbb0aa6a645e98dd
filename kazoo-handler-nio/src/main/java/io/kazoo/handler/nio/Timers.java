package io.kazoo.handler.nio;

import io.kazoo.handler.Handler;
import io.kazoo.handler.Timeout;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The timers of a handler: one thread, started with the first timer. */
public final class Timers {
    private static final System.Logger LOG = System.getLogger(Timers.class.getPackageName());

    private enum State {
        WAITING,
        STARTED,
        CANCELLED
    }

    private final ScheduledThreadPoolExecutor executor;
    private final Set<PendingTimeout> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Timers(ThreadFactory factory) {
        executor = new ScheduledThreadPoolExecutor(1, factory);
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Schedules a task that nobody misses when it is dropped. */
    public Timeout schedule(Duration delay, Runnable task) {
        return schedule(delay, task, () -> {});
    }

    /** Schedules a task; once closed, the task is dropped. */
    Timeout schedule(Duration delay, Runnable task, Runnable ifDropped) {
        PendingTimeout timeout = new PendingTimeout(task, ifDropped);
        waiting.add(timeout);
        try {
            timeout.entry = executor.schedule(timeout, Handler.saturatedNanos(delay), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closedMeanwhile) {
            timeout.drop();
        }
        if (closed) {
            timeout.drop(); // entered too late for the close to see it
        }
        return timeout;
    }

    /** Drops all timers. A task that runs just now goes on; it is not interrupted, as it may be the one that closes. */
    void close() {
        closed = true;
        executor.shutdown();
        waiting.forEach(PendingTimeout::drop);
    }

    private final class PendingTimeout implements Runnable, Timeout {
        private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

        /** Null once it is decided what becomes of it: whoever keeps this object keeps nothing else. */
        private volatile @Nullable Runnable task;

        private volatile @Nullable Runnable ifDropped;

        private volatile @Nullable Future<?> entry;

        PendingTimeout(Runnable task, Runnable ifDropped) {
            this.task = Objects.requireNonNull(task, "task");
            this.ifDropped = Objects.requireNonNull(ifDropped, "ifDropped");
        }

        @Override
        public void run() {
            Runnable due = task;
            if (closed) {
                drop();
            } else if (decide(State.STARTED)) {
                perform(due);
            }
        }

        void drop() {
            Runnable instead = ifDropped;
            if (decide(State.CANCELLED)) {
                perform(instead);
            }
        }

        @Override
        public boolean cancel() {
            if (decide(State.CANCELLED)) {
                Future<?> scheduled = entry;
                if (scheduled != null) {
                    scheduled.cancel(false);
                }
            }
            return state.get() == State.CANCELLED;
        }

        private boolean decide(State end) {
            if (!state.compareAndSet(State.WAITING, end)) {
                return false;
            }
            waiting.remove(this);
            task = null;
            ifDropped = null;
            return true;
        }

        private static void perform(@Nullable Runnable body) {
            try {
                Objects.requireNonNull(body).run();
            } catch (Throwable e) {
                LOG.log(Level.ERROR, "a timer's task failed", e);
            }
        }
    }
}
