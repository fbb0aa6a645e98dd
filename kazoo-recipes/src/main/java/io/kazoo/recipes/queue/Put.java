package io.kazoo.recipes.queue;

import io.kazoo.AsyncResult;
import io.kazoo.exceptions.ErrorCode;
import io.kazoo.exceptions.ZookeeperException;
import io.kazoo.handler.Deferred;
import io.kazoo.recipes.support.Failures;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.Steps;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One put: tries until it is known that the entries were made, or not known whether they were. Trying again then might put
 * them twice, as their names do not tell whose they are.
 */
final class Put extends Deferred<@Nullable Void> {
    private final RecipeContext context;
    private final String parent;
    private final Supplier<AsyncResult<?>> request;
    private final Steps steps;

    /**
     * Describes a put.
     *
     * @param parent the node that must exist
     * @param request sends it
     */
    Put(RecipeContext context, String parent, Supplier<AsyncResult<?>> request) {
        super(context.newCallbackLane());
        this.context = context;
        this.parent = parent;
        this.request = request;
        this.steps = new Steps(context.lane(), this::fail);
    }

    Put start() {
        context.lane().execute(this::send);
        return this;
    }

    private void send() {
        if (!isDone()) {
            steps.settled(request.get(), (made, failure) -> {
                if (failure == null) {
                    succeed(null);
                } else if (isMissing(failure)) {
                    makeParent();
                } else if (Failures.maybeCreated(failure, false)) {
                    fail(failure);
                } else {
                    steps.failed(failure, this::send);
                }
            });
        }
    }

    private static boolean isMissing(Throwable failure) {
        return failure instanceof ZookeeperException refusal && refusal.code() == ErrorCode.NO_NODE;
    }

    private void makeParent() {
        steps.then(context.view().ensurePath(parent), existed -> send(), this::makeParent, this::makeParent);
    }
}
