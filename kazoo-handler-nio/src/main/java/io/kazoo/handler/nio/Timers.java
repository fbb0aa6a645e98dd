package io.kazoo.handler.nio;

import io.kazoo.handler.Handler;
import io.kazoo.handler.Timeout;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
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
    private volatile boolean closed;

    Timers(ThreadFactory factory) {
        executor = new ScheduledThreadPoolExecutor(1, factory);
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Schedules a task; once closed, the task is dropped. */
    public Timeout schedule(Duration delay, Runnable task) {
        PendingTimeout timeout = new PendingTimeout(task);
        try {
            timeout.entry = executor.schedule(timeout, Handler.saturatedNanos(delay), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closedMeanwhile) {
            timeout.cancel();
        }
        return timeout;
    }

    /** Drops all timers. A task that runs just now goes on; it is not interrupted, as it may be the one that closes. */
    void close() {
        closed = true;
        executor.shutdown();
    }

    private final class PendingTimeout implements Runnable, Timeout {
        private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

        /** Null once it is decided what becomes of it: whoever keeps this object keeps nothing else. */
        private volatile @Nullable Runnable task;

        private volatile @Nullable Future<?> entry;

        PendingTimeout(Runnable task) {
            this.task = Objects.requireNonNull(task, "task");
        }

        @Override
        public void run() {
            Runnable due = task;
            if (closed || due == null || !state.compareAndSet(State.WAITING, State.STARTED)) {
                return;
            }
            task = null;
            try {
                due.run();
            } catch (Throwable e) {
                LOG.log(Level.ERROR, "a timer's task failed", e);
            }
        }

        @Override
        public boolean cancel() {
            if (state.compareAndSet(State.WAITING, State.CANCELLED)) {
                task = null;
                Future<?> scheduled = entry;
                if (scheduled != null) {
                    scheduled.cancel(false);
                }
            }
            return state.get() == State.CANCELLED;
        }
    }
}
