package io.kazoo.recipes.barrier;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.WatchType;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.handler.Deferred;
import io.kazoo.recipes.support.Failures;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.RecipePaths;
import io.kazoo.recipes.support.SteadyWait;
import java.time.Duration;
import java.util.Objects;

/**
 * A barrier without blocking: the implementation of which {@link Barrier} is the blocking face, method by method. Made
 * with {@link Barrier#async()}. Each result calls back on a lane of its own; cancelling a wait ends it.
 */
public final class AsyncBarrier {
    final RecipeContext context;
    private final String path;

    AsyncBarrier(KazooClient client, String path) {
        this.path = RecipePaths.of(path);
        context = new RecipeContext(client, "barrier");
    }

    /** See {@link Barrier#path()}. */
    public String path() {
        return path;
    }

    /** See {@link Barrier#create()}. */
    public AsyncResult<Boolean> create() {
        Deferred<Boolean> result = context.newResult();
        context.persist(() -> context.view().ensurePath(path)).onComplete((done, failure) -> {
            if (failure == null) {
                result.succeed(true);
            } else {
                result.fail(Failures.unwrap(failure));
            }
        });
        return result;
    }

    /** See {@link Barrier#remove()}. */
    public AsyncResult<Boolean> remove() {
        Deferred<Boolean> result = context.newResult();
        context.view().deleteGuaranteed(path).onComplete((gone, wrapped) -> {
            Throwable failure = wrapped == null ? null : Failures.unwrap(wrapped);
            if (failure == null || failure instanceof NoNodeException) {
                result.succeed(failure == null);
            } else {
                result.fail(failure);
            }
        });
        return result;
    }

    /** See {@link Barrier#waitFor()}. */
    public AsyncResult<Boolean> waitFor() {
        return new Waiter().start(null);
    }

    /** See {@link Barrier#waitFor(Duration)}. */
    public AsyncResult<Boolean> waitFor(Duration timeout) {
        return new Waiter().start(Objects.requireNonNull(timeout));
    }

    private final class Waiter extends SteadyWait<Boolean> {
        Waiter() {
            super(AsyncBarrier.this.context, () -> false);
        }

        @Override
        protected void begin() {
            look();
        }

        /** Reading rather than asking whether it exists leaves no watch if it is gone. */
        @Override
        protected void look() {
            steps.then(context.view().get(path, this), node -> {}, () -> end(true), this::look);
        }

        @Override
        protected void cleanUp(boolean succeeded) {
            if (!succeeded) {
                unwatch(path, WatchType.DATA);
            }
        }
    }
}
