package io.kazoo.recipes.watch;

import io.kazoo.AsyncKazooClient;
import io.kazoo.AsyncResult;
import io.kazoo.EventType;
import io.kazoo.KazooState;
import io.kazoo.StateListener;
import io.kazoo.WatchedEvent;
import io.kazoo.Watcher;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.handler.Deferred;
import io.kazoo.recipes.support.Failures;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.Retry;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a node with a watch, and again whenever the watch fires, until it is ended. The client sets the watch again after
 * a lost connection and fires it if something changed meanwhile; what is left to do here is to go on in a new session.
 * Confined to the lane of its context.
 */
final class WatchLoop<R> implements Watcher, StateListener {
    private final RecipeContext context;
    private final AsyncKazooClient view;
    private final Target<R> target;
    private final WatchOptions options;
    private final Delivery<R> delivery;
    private final Deferred<Boolean> first;
    private final Deferred<WatchEnd> ended;
    private final Retry retry;

    private boolean over;
    /** Counts the steps: a reply to any but the last is stale. */
    private int step;
    /** Whether the server may not have seen all that this client has: true in a new session. */
    private boolean behind;

    WatchLoop(NodeWatch watch, Target<R> target, Delivery.Function<R> function) {
        context = watch.context;
        view = context.view();
        this.target = target;
        options = watch.options;
        first = watch.first;
        ended = watch.ended;
        retry = new Retry(context.lane());
        delivery = new Delivery<>(
                context.newCallbackLane(), function, options.errorListener(), first, () -> end(WatchEnd.FUNCTION));
    }

    /** On any thread. */
    void start() {
        context.lane().execute(() -> {
            if (!over && !options.allowSessionLost()) {
                view.addListener(this);
            }
            read(null);
        });
    }

    /** On any thread: no call of the function begins any more. */
    void end(WatchEnd how) {
        delivery.end();
        context.lane().execute(() -> {
            if (leave()) {
                ended.succeed(how);
                first.succeed(false);
            }
        });
    }

    @Override
    public void stateChanged(KazooState state) {
        if (state == KazooState.LOST) {
            end(WatchEnd.SESSION_LOST);
        }
    }

    @Override
    public void onEvent(WatchedEvent event) {
        if (event.type() != EventType.NONE) {
            read(event);
        } else if (options.allowSessionLost()) {
            behind = true;
            read(null);
        } else {
            end(WatchEnd.SESSION_LOST);
        }
    }

    private void read(@Nullable WatchedEvent event) {
        if (over) {
            return;
        }
        if (behind) {
            view.sync(target.path()).onComplete((path, failure) -> behind &= failure != null);
        }
        then(
                target.read().send(view, target.path(), this),
                value -> delivery.offer(new News<>(value, target.version().applyAsLong(value), event)),
                event);
    }

    /** Waits for the creation of a node that is missing; it may be there by now. */
    private void awaitCreation(@Nullable WatchedEvent event) {
        then(
                view.exists(target.path(), this),
                stat -> {
                    if (stat.isPresent()) {
                        read(event);
                    } else {
                        delivery.offer(News.missing(event));
                    }
                },
                event);
    }

    private <T> void then(AsyncResult<T> result, Consumer<T> next, @Nullable WatchedEvent event) {
        int begun = ++step;
        result.onComplete((value, wrapped) -> {
            if (begun != step) {
                return;
            }
            if (value != null) {
                retry.reset();
                next.accept(value);
            } else if (wrapped != null) {
                failed(Failures.unwrap(wrapped), event);
            }
        });
    }

    private void failed(Throwable failure, @Nullable WatchedEvent event) {
        if (failure instanceof NoNodeException) {
            retry.reset();
            if (target.mayBeMissing()) {
                awaitCreation(event);
            } else {
                end(WatchEnd.NO_NODE);
            }
        } else if (Failures.isTransient(failure) || Failures.isOfRequestAlone(failure)) {
            behind = true; // the next try may meet another server, in another session
            int begun = step;
            retry.again(() -> {
                if (begun == step) {
                    read(event);
                }
            });
        } else if (leave()) {
            ended.fail(failure);
            first.fail(failure);
        }
    }

    /** Leaves nothing behind: no listener, no watch, no reply that anybody waits for. */
    private boolean leave() {
        if (over) {
            return false;
        }
        over = true;
        step++;
        delivery.end();
        view.removeListener(this);
        view.removeWatch(target.path(), target.type(), this);
        return true;
    }
}
