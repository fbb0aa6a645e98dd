package io.kazoo.recipes.support;

import io.kazoo.KazooState;
import io.kazoo.StateListener;
import io.kazoo.WatchType;
import io.kazoo.WatchedEvent;
import io.kazoo.Watcher;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Timeout;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One wait for something in ZooKeeper: looks, watches, and looks again when a watch fires or the connection is back, until
 * it is over, one way or another; then nothing is left behind. Confined to the recipe's lane.
 */
public abstract class SteadyWait<T> extends Deferred<T> implements StateListener, Watcher {
    /** Where it lives. */
    protected final RecipeContext context;
    /** What is asked at the moment; dropped when it is over. */
    protected final Steps steps;

    private final Supplier<T> timeUp;
    private Timeout timer = () -> false;
    private boolean over;

    /**
     * Makes a wait that has not begun.
     *
     * @param timeUp makes the value if the time is up
     */
    protected SteadyWait(RecipeContext context, Supplier<T> timeUp) {
        super(context.newCallbackLane());
        this.context = context;
        this.timeUp = timeUp;
        this.steps = new Steps(context.lane(), this::fatal);
    }

    /** Begins; called once, on any thread. */
    public final SteadyWait<T> start(@Nullable Duration timeout) {
        context.lane().execute(() -> enter(timeout));
        return this;
    }

    private void enter(@Nullable Duration timeout) {
        if (isDone()) {
            return; // cancelled
        }
        context.view().addListener(this);
        if (timeout != null) {
            Runnable dropped = () -> fatal(new ConnectionClosedException("the handler was closed", null, null));
            timer = context.schedule(timeout, this::timedOut, dropped);
        }
        begin();
    }

    /** Does what comes before the first look, and looks. */
    protected abstract void begin();

    /** Looks how things are now. */
    protected abstract void look();

    /** Takes off watches, and, without success, takes back what was done; called once, when it is over. */
    protected abstract void cleanUp(boolean succeeded);

    /** Takes back a success that nobody wants any more: the result was cancelled in the last moment. */
    protected void takeBack() {}

    /** Ends it: what was waited for has happened. */
    protected final void end(T value) {
        if (!over) {
            finish(!isDone());
            if (!succeed(value)) {
                takeBack();
            }
        }
    }

    private void timedOut() {
        giveUp();
        succeed(timeUp.get());
    }

    /** Ends it with a failure. */
    protected final void fatal(Throwable failure) {
        giveUp();
        fail(failure);
    }

    private void giveUp() {
        if (!over) {
            finish(false);
        }
    }

    private void finish(boolean succeeded) {
        over = true;
        steps.drop();
        timer.cancel();
        context.view().removeListener(this);
        cleanUp(succeeded);
    }

    /** Tells whether it is over, so that what comes late is to be taken back. */
    protected final boolean isOver() {
        return over;
    }

    /** Takes this one's watch off a node. */
    protected final void unwatch(String path, WatchType type) {
        context.view().removeWatch(path, type, this);
    }

    @Override
    protected final void onCancelled() {
        context.lane().execute(this::giveUp);
    }

    /** An event without a path tells of the connection, as the listener does. */
    @Override
    public final void onEvent(WatchedEvent event) {
        if (!over && event.path() != null) {
            changed(event);
        }
    }

    /** Something that is watched has changed. */
    protected void changed(WatchedEvent event) {
        look();
    }

    /** After a loss the look waits for the next session, or fails if the client is stopped. */
    @Override
    public void stateChanged(KazooState state) {
        if (!over && state != KazooState.SUSPENDED) {
            look();
        }
    }
}
