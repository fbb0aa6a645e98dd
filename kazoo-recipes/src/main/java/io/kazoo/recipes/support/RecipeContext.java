package io.kazoo.recipes.support;

import io.kazoo.AsyncKazooClient;
import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.RetryPolicy;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Handler;
import io.kazoo.handler.InlineLane;
import io.kazoo.handler.Lane;
import io.kazoo.handler.Timeout;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a recipe lives: the client, a lane of its own, and the client answering on that lane. All state of a recipe is
 * confined to the lane; no code of the user's runs on it, and nothing that blocks: the thread that brings a reply runs
 * what follows from it.
 */
public final class RecipeContext {
    private final KazooClient client;
    private final String name;
    private final Lane lane;
    private final AsyncKazooClient view;

    /**
     * Makes the context of one recipe.
     *
     * @param name what it is called in logs and in the names of its lanes
     */
    public RecipeContext(KazooClient client, String name) {
        this.client = client;
        this.name = name;
        lane = new InlineLane(client.handler().newLane(name));
        view = client.async().on(lane);
    }

    /** Returns the client that the user gave. */
    public KazooClient client() {
        return client;
    }

    /** Returns the lane to which the recipe's state is confined. */
    public Lane lane() {
        return lane;
    }

    /** Returns the client, answering on the lane. */
    public AsyncKazooClient view() {
        return view;
    }

    /**
     * Makes a lane for users' code. Each result has its own: a callback that works as long as it holds something must not
     * keep the news of the loss from another.
     */
    public Lane newCallbackLane() {
        return client.handler().newLane(name + "-callback");
    }

    /** Makes a result for the user. */
    public <T extends @Nullable Object> Deferred<T> newResult() {
        return client.handler().newDeferred(newCallbackLane());
    }

    /** Makes a result for the user that ends as another does; cancelling it leaves that other alone. */
    public <T extends @Nullable Object> AsyncResult<T> newResultOf(AsyncResult<T> source) {
        Deferred<T> copy = newResult();
        settleLike(copy, source);
        return copy;
    }

    /** Has a result end, on the lane, as another one does. */
    @SuppressWarnings("NullAway") // a value that is null is a T then
    public <T extends @Nullable Object> void settleLike(Deferred<T> target, AsyncResult<T> source) {
        source.onComplete(lane, (value, failure) -> {
            if (failure == null) {
                target.succeed(value);
            } else {
                target.fail(Failures.unwrap(failure));
            }
        });
    }

    /** Has one of two tasks run on the lane: when the time is up, or when the handler is closed before. */
    public Timeout schedule(Duration delay, Runnable task, Runnable ifDropped) {
        return client.handler().schedule(delay, () -> lane.execute(task), () -> lane.execute(ifDropped));
    }

    /**
     * Calls until it succeeds or fails for good, over reconnects and new sessions. Only for what may be applied twice.
     *
     * @param operation called for each try: on the caller's thread first, on the lane afterwards
     */
    public <T extends @Nullable Object> AsyncResult<T> persist(Supplier<? extends AsyncResult<T>> operation) {
        return view.retry(RetryPolicy.forever(), operation);
    }

    /** Tells whether a session is the one the client is connected with now. */
    public boolean isOfThisSession(long session) {
        return client.clientId().filter(id -> id.sessionId() == session).isPresent();
    }

    /** Tells whether a session is certainly not the one the client is connected with now. */
    public boolean isOfAnotherSession(long session) {
        return client.clientId().filter(id -> id.sessionId() != session).isPresent();
    }

    /** See {@link Handler#requireMayBlock}. */
    public void requireMayBlock(String call, String instead) {
        client.handler().requireMayBlock(call, instead);
    }

    @Override
    public String toString() {
        return name;
    }
}
