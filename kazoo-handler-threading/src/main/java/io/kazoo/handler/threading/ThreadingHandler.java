package io.kazoo.handler.threading;

import io.kazoo.handler.Deferred;
import io.kazoo.handler.DialRequest;
import io.kazoo.handler.Handler;
import io.kazoo.handler.Lane;
import io.kazoo.handler.Timeout;
import io.kazoo.handler.TransportListener;
import io.kazoo.handler.nio.HandlerRuntime;
import io.kazoo.handler.nio.IoLoop;
import io.kazoo.handler.nio.SerialLane;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
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

    private final HandlerRuntime runtime;

    /** Makes a handler, not started. */
    public ThreadingHandler() {
        this(Selector::open);
    }

    ThreadingHandler(IoLoop.SelectorSource selectors) {
        runtime = new HandlerRuntime("kazoo-threading-" + NUMBERS.incrementAndGet(), selectors, PoolWorkers::new);
    }

    @Override
    public String name() {
        return ThreadingHandlerProvider.NAME;
    }

    @Override
    public void start() {
        runtime.start();
    }

    @Override
    public boolean isRunning() {
        return runtime.isRunning();
    }

    @Override
    public void close() {
        runtime.close();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Lane newLane(String label) {
        return new SerialLane(this, runtime, label);
    }

    @Override
    public Timeout schedule(Duration delay, Runnable task, Runnable ifDropped) {
        return runtime.schedule(delay, task, ifDropped);
    }

    @Override
    public void offload(Runnable job) {
        runtime.offload(job);
    }

    @Override
    public void dial(DialRequest request, TransportListener listener) {
        runtime.dial(request, listener);
    }

    @Override
    public boolean mayBlock() {
        return HandlerRuntime.mayBlock();
    }

    @Override
    public boolean await(Deferred<?> result, @Nullable Duration timeout) throws InterruptedException {
        LanePool lanes = result.isDone() ? null : LanePool.current();
        if (lanes == null) {
            return Handler.super.await(result, timeout);
        }
        lanes.startWaiting();
        try {
            return Handler.super.await(result, timeout);
        } finally {
            lanes.stopWaiting();
        }
    }

    @Override
    public String toString() {
        return runtime.toString();
    }
}
