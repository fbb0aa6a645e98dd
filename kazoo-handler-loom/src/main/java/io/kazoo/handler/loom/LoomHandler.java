package io.kazoo.handler.loom;

import io.kazoo.handler.DialRequest;
import io.kazoo.handler.Handler;
import io.kazoo.handler.Lane;
import io.kazoo.handler.Timeout;
import io.kazoo.handler.TransportListener;
import io.kazoo.handler.nio.HandlerRuntime;
import io.kazoo.handler.nio.SerialLane;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs any number of clients on virtual threads: tasks of lanes, and with them users' callbacks, and offloaded jobs. Two
 * platform threads do the rest, one for all connections, one for all timers: a virtual thread per connection that waits
 * for bytes costs more per operation than a selector.
 *
 * <p>Any thread may wait for a result except those two. A virtual thread that waits gives its carrier back; its interrupt
 * cancels the operation. What runs when the handler is closed has two seconds to end before it is interrupted.
 */
public final class LoomHandler implements Handler {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final HandlerRuntime runtime =
            new HandlerRuntime("kazoo-loom-" + NUMBERS.incrementAndGet(), Selector::open, VirtualWorkers::new);

    /** Makes a handler, not started. */
    public LoomHandler() {}

    @Override
    public String name() {
        return LoomHandlerProvider.NAME;
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
    public String toString() {
        return runtime.toString();
    }
}
