package io.kazoo.recipes.lock;

import io.kazoo.CreateOptions;
import io.kazoo.Transaction;
import io.kazoo.TransactionResult;
import io.kazoo.recipes.support.Blocking;
import io.kazoo.recipes.support.RecipeContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The blocking face of {@link GuardedTransaction}. */
record BlockingGuardedTransaction(RecipeContext context, GuardedTransaction steps) implements Transaction {
    @Override
    public Transaction create(String path, byte @Nullable [] data, CreateOptions options) {
        steps.create(path, data, options);
        return this;
    }

    @Override
    public Transaction createWithStat(String path, byte @Nullable [] data, CreateOptions options) {
        steps.createWithStat(path, data, options);
        return this;
    }

    @Override
    public Transaction delete(String path, int version) {
        steps.delete(path, version);
        return this;
    }

    @Override
    public Transaction set(String path, byte @Nullable [] data, int version) {
        steps.set(path, data, version);
        return this;
    }

    @Override
    public Transaction check(String path, int version) {
        steps.check(path, version);
        return this;
    }

    @Override
    public List<TransactionResult> commit() {
        context.requireMayBlock("Hold.transaction().commit()", "Hold.transactionAsync().commit()");
        return Blocking.get(steps.commit());
    }

    @Override
    public List<TransactionResult> commitOrThrow() {
        context.requireMayBlock("Hold.transaction().commitOrThrow()", "Hold.transactionAsync().commitOrThrow()");
        return Blocking.get(steps.commitOrThrow());
    }
}
