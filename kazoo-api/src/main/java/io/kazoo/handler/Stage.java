package io.kazoo.handler;

import org.jspecify.annotations.Nullable;

/** A derived result. It knows whether its function has yet to run on its lane: waiting for it there would never end. */
final class Stage<T extends @Nullable Object> extends Deferred<T> {
    /** Only looked at by a thread that runs the lane, as the one that resets it did. */
    private boolean needsLane;

    Stage(Lane lane, boolean needsLane) {
        super(lane);
        this.needsLane = needsLane;
    }

    /** The function is about to run. */
    void begin() {
        needsLane = false;
    }

    @Override
    boolean waitsForItself() {
        return needsLane && lane().isCurrent();
    }
}
