package io.kazoo.handler.vertx;

import io.kazoo.handler.Timeout;
import io.vertx.core.Vertx;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicReference;

/** A task and its time. */
final class VertxTimer implements Timeout {
    private static final System.Logger LOG = System.getLogger(VertxTimer.class.getPackageName());

    private enum Outcome {
        FIRED,
        CANCELLED
    }

    private final Vertx vertx;

    /** The task while it waits, then its {@link Outcome}. */
    private final AtomicReference<Object> task;

    /** The timer of Vert.x; it is known before anybody can cancel. */
    private long id = -1;

    VertxTimer(Vertx vertx, Runnable task) {
        this.vertx = vertx;
        this.task = new AtomicReference<>(task);
    }

    void setId(long id) {
        this.id = id;
    }

    /** The time has come. */
    void fire() {
        if (task.get() instanceof Runnable due && task.compareAndSet(due, Outcome.FIRED)) {
            try {
                due.run();
            } catch (Throwable e) {
                LOG.log(Level.ERROR, "a timer's task failed", e);
            }
        }
    }

    @Override
    public boolean cancel() {
        if (task.get() instanceof Runnable waiting && task.compareAndSet(waiting, Outcome.CANCELLED)) {
            vertx.cancelTimer(id);
            return true;
        }
        return Outcome.CANCELLED.equals(task.get());
    }
}
