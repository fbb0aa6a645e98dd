package io.kazoo.handler.vertx;

import io.kazoo.handler.Lane;
import io.vertx.core.Context;
import java.util.concurrent.RejectedExecutionException;

/**
 * A user's context as a lane. Contexts run their tasks one at a time and in order, and log what a task throws; so there is
 * nothing to add, and a view of a client on this lane needs no other hop.
 */
record ContextLane(VertxHandler handler, Context context) implements Lane {
    @Override
    public void execute(Runnable task) {
        try {
            context.runOnContext(nothing -> task.run());
        } catch (RejectedExecutionException closed) {
            handler.leftOver().execute(task); // the Vertx is gone
        }
    }

    @Override
    public boolean isCurrent() {
        return Internals.isOn(context);
    }
}
