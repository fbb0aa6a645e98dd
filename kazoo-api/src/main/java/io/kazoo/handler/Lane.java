package io.kazoo.handler;

import java.util.concurrent.Executor;

/** An ordered lane: tasks run one at a time, in order, never inside {@code execute} (rules H-1 to H-4). */
public interface Lane extends Executor {
    /** Submits a task; never rejects, never runs it inside this call. */
    @Override
    void execute(Runnable task);

    /** Tells whether the current thread is running a task of this lane. */
    boolean isCurrent();

    /** Returns the handler this lane belongs to. */
    Handler handler();
}
