package io.kazoo.handler.vertx;

import io.vertx.core.Context;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The jobs on the worker threads of the Vertx. */
final class Jobs {
    private static final System.Logger LOG = System.getLogger(Jobs.class.getPackageName());

    private final Context context;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Job> unfinished = new LinkedHashSet<>();
    private boolean closed;
    private @Nullable Runnable whenFinished;

    Jobs(Context context) {
        this.context = context;
    }

    /** A job, and the thread that is at it. */
    private final class Job implements Callable<@Nullable Void> {
        private final Runnable body;
        private final Runnable ifDropped;
        private @Nullable Thread thread;
        private boolean closesHandler;

        Job(Runnable body, Runnable ifDropped) {
            this.body = body;
            this.ifDropped = ifDropped;
        }

        @Override
        public @Nullable Void call() {
            if (begin(this)) {
                try {
                    body.run();
                } catch (Throwable e) {
                    LOG.log(Level.ERROR, "an offloaded job failed", e);
                } finally {
                    end(this);
                }
            }
            return null;
        }
    }

    /**
     * Runs a job on a worker thread, beside the others.
     *
     * @param ifDropped run instead if the Vertx ends before the job has begun
     * @throws RejectedExecutionException if no jobs are taken any more
     */
    void submit(Runnable body, Runnable ifDropped) {
        Job job = new Job(body, ifDropped);
        lock.lock();
        try {
            if (closed) {
                throw new RejectedExecutionException("the handler is not running");
            }
            unfinished.add(job);
        } finally {
            lock.unlock();
        }
        try {
            context.executeBlocking(job, false);
        } catch (RejectedExecutionException e) {
            end(job);
            throw e;
        }
    }

    private boolean begin(Job job) {
        lock.lock();
        try {
            job.thread = Thread.currentThread();
            return unfinished.contains(job);
        } finally {
            lock.unlock();
        }
    }

    private void end(Job job) {
        lock.lock();
        try {
            job.thread = null;
            unfinished.remove(job);
        } finally {
            lock.unlock();
        }
        finished();
    }

    /** Goes on with the close if it has waited for this. */
    private void finished() {
        Runnable next = null;
        lock.lock();
        try {
            if (unfinished.isEmpty()) {
                next = whenFinished;
                whenFinished = null;
            }
        } finally {
            lock.unlock();
        }
        if (next != null) {
            next.run();
        }
    }

    /** Tells whether the current thread is at a job; that job closes the handler and is not to be interrupted for it. */
    boolean closesFromInside() {
        Thread current = Thread.currentThread();
        lock.lock();
        try {
            for (Job job : unfinished) {
                if (job.thread == current) {
                    job.closesHandler = true;
                    return true;
                }
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes no more jobs.
     *
     * @param grace how long the ones at hand may go on before they are interrupted, and then once more to end
     * @param then run when all have ended or the time is up
     */
    void close(Duration grace, Runnable then) {
        boolean none;
        lock.lock();
        try {
            closed = true;
            none = unfinished.isEmpty();
            if (!none) {
                whenFinished = then;
            }
        } finally {
            lock.unlock();
        }
        if (none) {
            then.run();
            return;
        }
        try {
            Internals.setTimer(context, grace.toMillis(), id -> interrupt());
            Internals.setTimer(context, 2 * grace.toMillis(), id -> giveUp());
        } catch (RejectedExecutionException closedVertx) {
            interrupt();
            giveUp();
        }
    }

    private void interrupt() {
        lock.lock();
        try {
            for (Job job : unfinished) {
                if (job.thread != null && !job.closesHandler) {
                    job.thread.interrupt();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void giveUp() {
        List<Job> dropped;
        lock.lock();
        try {
            dropped = unfinished.stream().filter(job -> job.thread == null).toList();
            if (!unfinished.isEmpty()) {
                LOG.log(Level.WARNING, "closed, but {0} jobs have not ended", unfinished.size());
            }
            unfinished.clear();
        } finally {
            lock.unlock();
        }
        dropped.forEach(job -> job.ifDropped.run());
        finished();
    }
}
