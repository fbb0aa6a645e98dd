package io.kazoo.handler.threading;

import io.kazoo.handler.Deferred;
import io.kazoo.handler.DialRequest;
import io.kazoo.handler.Handler;
import io.kazoo.handler.Lane;
import io.kazoo.handler.Timeout;
import io.kazoo.handler.TransportListener;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs any number of clients on a few platform threads, all of them daemons: one for connections, one for timers, a
 * pool of two to four for lanes, which grows while tasks block, and threads for offloaded jobs as needed.
 *
 * <p>Any thread may wait for a result except those for connections and timers. Tasks of lanes, and with them users'
 * callbacks, may block: lanes do not hold each other up. What runs when the handler is closed has two seconds to end
 * before it is interrupted.
 */
public final class ThreadingHandler implements Handler {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final String threadName = "kazoo-threading-" + NUMBERS.incrementAndGet();
    private final ReentrantLock lifecycle = new ReentrantLock();

    /** Those of the latest start. Kept when the handler is closed: each part knows by itself what it still takes. */
    private volatile @Nullable Threads threads;

    private volatile boolean running;

    private final IoLoop.SelectorSource selectors;

    /** Makes a handler, not started. */
    public ThreadingHandler() {
        this(Selector::open);
    }

    ThreadingHandler(IoLoop.SelectorSource selectors) {
        this.selectors = selectors;
    }

    @Override
    public String name() {
        return ThreadingHandlerProvider.NAME;
    }

    @Override
    public void start() {
        lifecycle.lock();
        try {
            if (!running) {
                Threads started = new Threads(threadName, selectors);
                started.start();
                threads = started;
                running = true;
            }
        } finally {
            lifecycle.unlock();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void close() {
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

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Lane newLane(String label) {
        return new ThreadingLane(this, label);
    }

    /** Called by a lane that has become busy. */
    void announce(ThreadingLane lane) {
        Threads current = threads;
        if (current != null && current.lanes().submit(lane)) {
            return;
        }
        while (lane.run(Integer.MAX_VALUE)) {
            // until it is idle
        }
    }

    @Override
    public Timeout schedule(Duration delay, Runnable task) {
        Threads current = threads;
        return current == null ? () -> true : current.timers().schedule(delay, task);
    }

    @Override
    public void offload(Runnable job) {
        Threads current = threads;
        if (current == null) {
            throw new RejectedExecutionException("the handler is not running");
        }
        current.offload(job);
    }

    @Override
    public void dial(DialRequest request, TransportListener listener) {
        Threads current = threads;
        if (current == null || !current.io().dial(request, listener)) {
            Thread refusal = new Thread(
                    null, () -> listener.onFailed(new ClosedChannelException()), threadName + "-closed", 0, false);
            refusal.setDaemon(true);
            refusal.start();
        }
    }

    @Override
    public boolean mayBlock() {
        HandlerThread thread = HandlerThread.current();
        return thread == null || thread.mayBlock();
    }

    @Override
    public boolean await(Deferred<?> result, @Nullable Duration timeout) throws InterruptedException {
        HandlerThread thread = HandlerThread.current();
        if (result.isDone() || thread == null || !thread.runsLanes()) {
            return Handler.super.await(result, timeout);
        }
        LanePool lanes = thread.owner().lanes();
        lanes.startWaiting();
        try {
            return Handler.super.await(result, timeout);
        } finally {
            lanes.stopWaiting();
        }
    }

    @Override
    public String toString() {
        return threadName;
    }
}
