package io.kazoo.recipes.lock;

import io.kazoo.AsyncResult;
import io.kazoo.AsyncTransaction;
import io.kazoo.CreateOptions;
import io.kazoo.TransactionResult;
import io.kazoo.exceptions.ErrorCode;
import io.kazoo.exceptions.TransactionFailedException;
import io.kazoo.exceptions.ZookeeperException;
import io.kazoo.handler.Deferred;
import io.kazoo.recipes.HoldLostException;
import io.kazoo.recipes.support.Failures;
import io.kazoo.recipes.support.RecipeContext;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A transaction that begins with a look whether the nodes of a hold exist, of which its user sees nothing. */
final class GuardedTransaction implements AsyncTransaction {
    private final RecipeContext context;
    private final AsyncTransaction steps;
    private final List<String> guards;

    GuardedTransaction(RecipeContext context, List<String> guards) {
        this.context = context;
        this.guards = guards;
        this.steps = context.view().transaction();
        // Names are never used twice, so that existence is enough; and others may write to the node.
        guards.forEach(path -> steps.check(path, -1));
    }

    @Override
    public AsyncTransaction create(String path, byte @Nullable [] data, CreateOptions options) {
        steps.create(path, data, options);
        return this;
    }

    @Override
    public AsyncTransaction createWithStat(String path, byte @Nullable [] data, CreateOptions options) {
        steps.createWithStat(path, data, options);
        return this;
    }

    @Override
    public AsyncTransaction delete(String path, int version) {
        steps.delete(path, version);
        return this;
    }

    @Override
    public AsyncTransaction set(String path, byte @Nullable [] data, int version) {
        steps.set(path, data, version);
        return this;
    }

    @Override
    public AsyncTransaction check(String path, int version) {
        steps.check(path, version);
        return this;
    }

    @Override
    public AsyncResult<List<TransactionResult>> commit() {
        Deferred<List<TransactionResult>> result = context.newResult();
        return commit(result, result::succeed);
    }

    @Override
    public AsyncResult<List<TransactionResult>> commitOrThrow() {
        Deferred<List<TransactionResult>> result = context.newResult();
        return commit(result, results -> {
            int culprit = culprit(results);
            if (culprit < 0) {
                result.succeed(results);
            } else {
                result.fail(new TransactionFailedException(culprit, failure(results.get(culprit))));
            }
        });
    }

    private AsyncResult<List<TransactionResult>> commit(
            Deferred<List<TransactionResult>> result, Consumer<List<TransactionResult>> onResults) {
        steps.commit().onComplete((results, failure) -> {
            if (results == null) {
                result.fail(Failures.unwrap(Objects.requireNonNull(failure)));
                return;
            }
            int culprit = culprit(results);
            if (culprit >= 0 && culprit < guards.size()) {
                result.fail(new HoldLostException(
                        "not applied: the node " + guards.get(culprit) + " of the hold is gone",
                        failure(results.get(culprit))));
            } else {
                onResults.accept(results.subList(guards.size(), results.size()));
            }
        });
        return result;
    }

    /** Returns the step to blame, negative if all were applied. */
    private static int culprit(List<TransactionResult> results) {
        int culprit = -1;
        for (int i = 0; i < results.size() && culprit < 0; i++) {
            if (results.get(i) instanceof TransactionResult.Failed failed && isOfItsOwn(failed.failure())) {
                culprit = i;
            }
        }
        return culprit;
    }

    private static boolean isOfItsOwn(ZookeeperException failure) {
        return failure.code() != ErrorCode.ROLLED_BACK && failure.code() != ErrorCode.RUNTIME_INCONSISTENCY;
    }

    private static ZookeeperException failure(TransactionResult result) {
        return ((TransactionResult.Failed) result).failure();
    }
}
