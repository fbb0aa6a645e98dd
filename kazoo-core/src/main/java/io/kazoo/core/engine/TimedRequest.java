package io.kazoo.core.engine;

import io.kazoo.core.protocol.Operation;
import io.kazoo.core.session.WatchTarget;
import io.kazoo.handler.Lane;
import org.jspecify.annotations.Nullable;

/** A request that fails when its time is up, sent or not; those without a deadline pay nothing for it. */
public final class TimedRequest<R extends @Nullable Object> extends ViewRequest<R> {
    private long deadline;

    /** Whether it was written to a connection. */
    private boolean sent;

    /** Makes a request, as {@link ViewRequest} is made; {@link #until} must follow. */
    public TimedRequest(Engine engine, Lane lane, Operation<R> operation, @Nullable WatchTarget watch, String chroot) {
        super(engine, lane, operation, watch, chroot);
    }

    /** Sets when it fails, by the clock of the engine's inputs; before it is submitted. */
    public TimedRequest<R> until(long time) {
        deadline = time;
        return this;
    }

    @Override
    void submitTo(Engine engine) {
        engine.submitTimed(this);
    }

    long deadline() {
        return deadline;
    }

    void noteSent() {
        sent = true;
    }

    boolean isSent() {
        return sent;
    }
}
