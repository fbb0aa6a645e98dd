package io.kazoo.handler.vertx;

import io.kazoo.handler.Timeout;
import io.vertx.core.Vertx;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A task and its time. */
final class VertxTimer implements Timeout {
    private static final System.Logger LOG = System.getLogger(VertxTimer.class.getPackageName());

    private enum Outcome {
        FIRED,
        CANCELLED
    }

    private final Vertx vertx;

    private final Set<VertxTimer> waiting;

    /** What is due while it waits, then its {@link Outcome}. */
    private final AtomicReference<Object> state;

    /** The timer of Vert.x. */
    private volatile long id = -1;

    private record Due(Runnable task, Runnable ifDropped) {}

    /**
     * Makes a timer that waits.
     *
     * @param waiting where it is to be found as long as it does
     */
    VertxTimer(Vertx vertx, Runnable task, Runnable ifDropped, Set<VertxTimer> waiting) {
        this.vertx = vertx;
        this.state = new AtomicReference<>(new Due(task, ifDropped));
        this.waiting = waiting;
        waiting.add(this);
    }

    void setId(long id) {
        this.id = id;
    }

    /** The time has come. */
    void fire() {
        Due due = decide(Outcome.FIRED);
        if (due != null) {
            perform(due.task());
        }
    }

    /** The time will not come. */
    void drop() {
        Due due = decide(Outcome.CANCELLED);
        if (due != null) {
            forget();
            perform(due.ifDropped());
        }
    }

    @Override
    public boolean cancel() {
        if (decide(Outcome.CANCELLED) != null) {
            forget();
        }
        return Outcome.CANCELLED.equals(state.get());
    }

    /** Takes it from the event loop; one that has ended says no, and has forgotten it already. */
    private void forget() {
        try {
            vertx.cancelTimer(id);
        } catch (RejectedExecutionException ended) {
            LOG.log(Level.DEBUG, "the event loop of a timer has ended", ended);
        }
    }

    /** Decides what becomes of it; answers null if that is decided already. */
    private @Nullable Due decide(Outcome outcome) {
        if (state.get() instanceof Due due && state.compareAndSet(due, outcome)) {
            waiting.remove(this);
            return due;
        }
        return null;
    }

    private static void perform(Runnable body) {
        try {
            body.run();
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "a timer's task failed", e);
        }
    }
}
