package io.kazoo.core.engine;

import io.kazoo.ZnodePaths;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.protocol.Operation;
import io.kazoo.core.session.WatchTarget;
import io.kazoo.exceptions.ErrorCode;
import io.kazoo.exceptions.ProtocolException;
import io.kazoo.exceptions.UnsupportedByServerException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Lane;
import org.jspecify.annotations.Nullable;

/**
 * A user's request: the operation, its result, and, as an input of the engine, its own submission. One object for all
 * three keeps the hot path free of garbage.
 */
public sealed class Request<R extends @Nullable Object> extends Deferred<R> implements Runnable permits ViewRequest {
    private final Engine engine;
    private final Operation<R> operation;
    private @Nullable WatchTarget watch;

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

    final Operation<R> operation() {
        return operation;
    }

    final @Nullable WatchTarget watch() {
        return watch;
    }

    /** Whoever was to be told has lost interest; what is asked for is still wanted. */
    final void unwatch() {
        if (watch != null) {
            watch = watch.nobody();
        }
    }

    /** Returns the chroot that is taken off the path in a failure. */
    String chroot() {
        return engine.chroot();
    }

    /** Returns the path as the user named it. */
    final @Nullable String userPath() {
        String path = operation.path();
        return path == null ? null : ZnodePaths.unchroot(chroot(), path);
    }

    /** Tells whether a reply with this error code is an answer rather than a failure. */
    final boolean isAnswer(int error) {
        return error == 0 || operation.accepts(error);
    }

    /** Settles the request from a reply. */
    final void answer(int error, JuteReader body) {
        if (isDone()) {
            return; // cancelled while it was under way
        }
        if (error == 0) {
            decode(body);
        } else if (operation.accepts(error)) {
            succeed(operation.onAccepted(error));
        } else if (operation.isUnknown(error)) {
            failUnsupported();
        } else {
            fail(ErrorCode.exception(error, userPath()));
        }
    }

    /** Fails because the server does not know the operation. */
    final void failUnsupported() {
        fail(new UnsupportedByServerException(
                "the server does not know " + operation.name() + " (it needs ZooKeeper " + operation.since() + ")",
                userPath(),
                null));
    }

    /** What cannot be decoded fails this request only: the frame's end is known, the connection goes on (kazoo KT112). */
    private void decode(JuteReader body) {
        R value;
        try {
            value = operation.read(body);
        } catch (RuntimeException e) {
            fail(new ProtocolException("cannot read the reply to " + operation.name(), e));
            return;
        }
        succeed(value);
    }
}
