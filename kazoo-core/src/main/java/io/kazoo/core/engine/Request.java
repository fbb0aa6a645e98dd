package io.kazoo.core.engine;

import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.protocol.Operation;
import io.kazoo.core.session.WatchTarget;
import io.kazoo.exceptions.ErrorCode;
import io.kazoo.exceptions.ProtocolException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Lane;
import org.jspecify.annotations.Nullable;

/**
 * A user's request: the operation, its result, and, as an input of the engine, its own submission. One object for all
 * three keeps the hot path free of garbage.
 */
public sealed class Request<R extends @Nullable Object> extends Deferred<R> implements Runnable permits TimedRequest {
    private final Engine engine;
    private final Operation<R> operation;
    private final @Nullable WatchTarget watch;

    /**
     * Makes a request.
     *
     * @param engine the engine to submit it to
     * @param lane the lane of its callbacks
     * @param watch who is told when the watch fires that the operation sets, or null
     */
    public Request(Engine engine, Lane lane, Operation<R> operation, @Nullable WatchTarget watch) {
        super(lane);
        this.engine = engine;
        this.operation = operation;
        this.watch = watch;
    }

    /** Submits this request to the engine; must run where the engine's inputs run. */
    @Override
    public final void run() {
        submitTo(engine);
    }

    void submitTo(Engine engine) {
        engine.submit(this);
    }

    /** What is cancelled while it waits makes room for others. */
    @Override
    protected final void onCancelled() {
        engine.onCancelled();
    }

    Operation<R> operation() {
        return operation;
    }

    @Nullable
    WatchTarget watch() {
        return watch;
    }

    /** Tells whether a reply with this error code is an answer rather than a failure. */
    boolean isAnswer(int error) {
        return error == 0 || operation.accepts(error);
    }

    /**
     * Settles the request from a reply.
     *
     * @param path the path as the user named it, for the message of a failure
     */
    void answer(int error, JuteReader body, @Nullable String path) {
        if (isDone()) {
            return; // cancelled while it was under way
        }
        if (error == 0) {
            decode(body);
        } else if (operation.accepts(error)) {
            succeed(operation.onAccepted(error));
        } else {
            fail(ErrorCode.exception(error, path));
        }
    }

    /** What cannot be decoded fails this request only: the frame's end is known, the connection goes on (kazoo KT112). */
    private void decode(JuteReader body) {
        R value;
        try {
            value = operation.read(body);
        } catch (RuntimeException e) {
            fail(new ProtocolException(
                    "cannot read the reply to " + operation.getClass().getSimpleName(), e));
            return;
        }
        succeed(value);
    }
}
