package io.kazoo.core.engine;

import static io.kazoo.handler.Deferred.onSettled;

import io.kazoo.ClientId;
import io.kazoo.KeeperState;
import io.kazoo.core.protocol.CloseSession;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.KazooException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Lane;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ways in which a client ends. */
final class Ending {
    private final Engine engine;
    private final Context context;
    private final Connector connector;

    Ending(Engine engine, Context context, Connector connector) {
        this.engine = engine;
        this.context = context;
        this.connector = connector;
    }

    /** See {@link Engine#stop}. */
    void stop(Deferred<@Nullable Void> done, long now) {
        context.states.stopping(done);
        switch (context.phase) {
            case CONNECTED, REPLAY, AUTHENTICATING -> {
                if (context.phase == Phase.AUTHENTICATING) {
                    context.failPending(); // for who is not known yet nothing is sent but the end
                }
                context.beginToClose(now);
                Request<@Nullable Void> close = new Request<>(engine, done.lane(), new CloseSession(), null);
                onSettled(close, (value, failure) -> context.closeAnswered = context.phase == Phase.CLOSING);
                context.pipeline.open();
                context.pipeline.enqueue(close);
            }
            case CLOSING -> {
                // the one that began to close settles all that wait
            }
            case IDLE -> {
                context.states.change(KeeperState.CLOSED, null);
                context.states.ended(stopped());
            }
            default -> close(now);
        }
    }

    /** See {@link Engine#abandon}. */
    void abandon(KazooException cause, Lane lane) {
        if (context.phase == Phase.IDLE) {
            return;
        }
        if (context.phase.hasSession() && !context.detaching) {
            context.pipeline.sendNow(new Request<@Nullable Void>(engine, lane, new CloseSession(), null));
        }
        context.pipeline.flush(context.effects, true);
        context.shutDown(KeeperState.CLOSED, cause);
        context.states.failStarters(cause);
    }

    /** See {@link Engine#detach}. */
    void detach(Deferred<Optional<ClientId>> session, long now) {
        boolean closing = context.phase == Phase.CLOSING && !context.detaching;
        Optional<ClientId> left =
                closing || !context.session.isKnown() ? Optional.empty() : Optional.of(context.session.clientId());
        Deferred<@Nullable Void> done = new Deferred<>(session.lane());
        onSettled(done, (ended, failure) -> session.succeed(left));
        if (context.phase != Phase.CONNECTED
                && context.phase != Phase.REPLAY
                && context.phase != Phase.AUTHENTICATING) {
            stop(done, now);
            return;
        }
        context.states.stopping(done);
        if (context.phase == Phase.AUTHENTICATING) {
            close(now); // for who is not known yet nothing is sent
            return;
        }
        context.beginToClose(now);
        context.detaching = true;
        context.pipeline.open();
        closeIfDone(now);
    }

    /** Ends a client that only waited for the answers that have come by now. */
    void closeIfDone(long now) {
        if (context.closeAnswered || (context.detaching && context.pipeline.isIdle())) {
            close(now);
        }
    }

    /** Ends everything, in kazoo's order: LOST, then failures, then watches; then starts again if that was asked for. */
    void close(long now) {
        context.shutDown(KeeperState.CLOSED, stopped());
        if (context.states.isStarting()) {
            connector.start(now);
        }
    }

    private static ConnectionClosedException stopped() {
        return new ConnectionClosedException("the client was stopped", null, null);
    }
}
