package io.kazoo.handler.vertx;

import io.kazoo.handler.Handler;
import io.kazoo.handler.Lane;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A serial queue run by the handler's context. A burst of tasks costs the event loop one task of its own. A lane
 * outlives starts and stops of its handler, and so does what is queued in it.
 */
final class VertxLane implements Lane, io.vertx.core.Handler<Void> {
    private static final System.Logger LOG = System.getLogger(VertxLane.class.getPackageName());

    /** A lane that always has tasks must not starve the connections of the event loop. */
    private static final int MOST_IN_A_ROW = 128;

    private final VertxHandler handler;
    private final String label;
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    /** How many tasks are submitted and not yet run; who raises it from 0 has to get the lane run. */
    private final AtomicInteger pending = new AtomicInteger();

    /** Compared with the current thread only, which sees at least its own writes: no need to be volatile. */
    private @Nullable Thread runner;

    VertxLane(VertxHandler handler, String label) {
        this.handler = handler;
        this.label = label;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(Objects.requireNonNull(task, "task"));
        if (pending.getAndIncrement() == 0) {
            announce();
        }
    }

    private void announce() {
        if (!handler.execute(this)) {
            // Not by this thread, which may be inside something, and there is no event loop.
            Thread thread = new Thread(null, this::runAll, "kazoo-vertx-closed", 0, false);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void runAll() {
        while (run(Integer.MAX_VALUE)) {
            // until it is idle
        }
    }

    /** The context's turn to run this lane. */
    @Override
    public void handle(Void nothing) {
        if (run(MOST_IN_A_ROW)) {
            announce();
        }
    }

    /** Runs the next tasks in the current thread, the only one to do so; answers whether there are more. */
    private boolean run(int most) {
        for (int i = 0; i < most; i++) {
            runner = Thread.currentThread();
            try {
                Objects.requireNonNull(tasks.poll()).run();
            } catch (Throwable e) {
                LOG.log(Level.ERROR, "a task of " + this + " failed", e);
            }
            runner = null;
            if (pending.decrementAndGet() == 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isCurrent() {
        return runner == Thread.currentThread();
    }

    @Override
    public Handler handler() {
        return handler;
    }

    @Override
    public String toString() {
        return "lane " + label;
    }
}
