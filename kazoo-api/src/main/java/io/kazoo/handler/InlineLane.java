package io.kazoo.handler;

import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A lane without threads of its own: a task runs in the thread that submits it, or, if another task is running, in the
 * thread that runs that one, after it. One at a time and in order, as on any lane, and without a hop: what a recipe does
 * when a reply arrives is done by the thread that reads it.
 *
 * <p>For the plumbing of recipes only, as {@link Deferred#onSettled}: a task must neither block nor run users' code. It
 * may run in the midst of {@link #execute}, other than on a handler's lanes (rule H-2), but never within another task. A
 * thread that has run many tasks in a row hands the rest to a lane of the handler's.
 */
public final class InlineLane implements Lane {
    private static final System.Logger LOG = System.getLogger(InlineLane.class.getPackageName());

    /** How many tasks a thread runs before it hands over: it has something else to do. */
    private static final int MOST_IN_A_ROW = 256;

    private final Lane relief;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    /** How many tasks are left, the running one included; whoever raises it from 0 runs them. */
    private final AtomicInteger left = new AtomicInteger();

    /** Compared with the current thread only, which sees at least its own writes: no need to be volatile. */
    private @Nullable Thread runner;

    /**
     * Makes an idle lane.
     *
     * @param relief takes over from a thread that has done its share
     */
    public InlineLane(Lane relief) {
        this.relief = relief;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(Objects.requireNonNull(task, "task"));
        if (left.getAndIncrement() == 0) {
            runAll();
        }
    }

    private void runAll() {
        runner = Thread.currentThread();
        for (int i = 0; i < MOST_IN_A_ROW; i++) {
            run(Objects.requireNonNull(tasks.poll()));
            if (left.get() == 1) {
                runner = null; // before somebody else may enter
            }
            if (left.decrementAndGet() == 0) {
                return;
            }
            runner = Thread.currentThread();
        }
        runner = null;
        relief.execute(this::runAll);
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "a task of " + this + " failed", e);
        }
    }

    @Override
    public boolean isCurrent() {
        return runner == Thread.currentThread();
    }

    @Override
    public Handler handler() {
        return relief.handler();
    }

    @Override
    public String toString() {
        return "inline " + relief;
    }
}
