package io.kazoo.handler.nio;

import io.kazoo.handler.DialRequest;
import io.kazoo.handler.Handler;
import io.kazoo.handler.Lane;
import io.kazoo.handler.Timeout;
import io.kazoo.handler.TransportListener;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A handler with threads of its own: one for connections, one for timers; those that extend it say what runs lanes and
 * jobs. Any thread may wait except these two.
 */
public abstract class NioHandler implements Handler {
    private final String threadName;
    private final IoLoop.SelectorSource selectors;
    private final Function<Threads, Workers> workers;
    private final ReentrantLock lifecycle = new ReentrantLock();

    /** Those of the latest start. Kept when the handler is closed: each part knows by itself what it still takes. */
    private volatile @Nullable Threads threads;

    private volatile boolean running;

    /**
     * Makes it, not started.
     *
     * @param threadName what names of threads begin with
     * @param workers makes what runs lanes and jobs, for each start anew
     */
    protected NioHandler(String threadName, IoLoop.SelectorSource selectors, Function<Threads, Workers> workers) {
        this.threadName = threadName;
        this.selectors = selectors;
        this.workers = workers;
    }

    @Override
    public final void start() {
        lifecycle.lock();
        try {
            if (!running) {
                Threads started = new Threads(threadName, selectors, workers);
                started.start();
                threads = started;
                running = true;
            }
        } finally {
            lifecycle.unlock();
        }
    }

    @Override
    public final boolean isRunning() {
        return running;
    }

    @Override
    public final void close() {
        Threads closing;
        lifecycle.lock();
        try {
            closing = running ? threads : null;
            running = false;
        } finally {
            lifecycle.unlock();
        }
        if (closing != null) {
            closing.close();
        }
    }

    /** Called by a lane that has become busy. */
    void announce(SerialLane lane) {
        Threads current = threads;
        if (current == null || !current.workers().submit(lane)) {
            runElsewhere(() -> {
                while (lane.run(Integer.MAX_VALUE, Thread::interrupted)) {
                    // until it is idle
                }
            });
        }
    }

    @Override
    public final Timeout schedule(Duration delay, Runnable task, Runnable ifDropped) {
        Threads current = threads;
        if (current == null) {
            ifDropped.run();
            return () -> true;
        }
        return current.timers().schedule(delay, task, ifDropped);
    }

    @Override
    public final void offload(Runnable job) {
        Threads current = threads;
        if (current == null) {
            throw new RejectedExecutionException("the handler is not running");
        }
        current.workers().offload(job);
    }

    @Override
    public final void dial(DialRequest request, TransportListener listener) {
        Threads current = threads;
        if (current == null || !current.io().dial(request, listener)) {
            runElsewhere(() -> listener.onFailed(new ClosedChannelException()));
        }
    }

    /** While there are no threads of the handler's: not by the caller's, which may be inside something. */
    private void runElsewhere(Runnable body) {
        Thread thread = new Thread(null, body, threadName + "-closed", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(NioHandler.class.getClassLoader());
        thread.start();
    }

    @Override
    public final long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public final Lane newLane(String label) {
        return new SerialLane(this, label);
    }

    @Override
    public final boolean mayBlock() {
        HandlerThread thread = HandlerThread.current();
        return thread == null || thread.mayBlock();
    }

    @Override
    public final String toString() {
        return threadName;
    }
}
