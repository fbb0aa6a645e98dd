package io.kazoo.core.engine;

import io.kazoo.handler.Handler;
import io.kazoo.handler.Lane;

/** A lane without a handler behind it: runs tasks where they are submitted. */
final class Inline implements Lane {
    static final Inline LANE = new Inline();

    private Inline() {}

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public boolean isCurrent() {
        return false;
    }

    @Override
    public Handler handler() {
        throw new AssertionError("the engine waits for nobody");
    }
}
