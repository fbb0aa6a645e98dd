package io.kazoo.handler.vertx;

import io.kazoo.AsyncResult;
import io.kazoo.AsyncTransaction;
import io.kazoo.CreateOptions;
import io.kazoo.TransactionResult;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Notes steps, and takes them when it is known on which context the commit is called. */
final class NotedTransaction implements FutureTransaction {
    private final FutureOperations client;
    private final List<Consumer<AsyncTransaction>> steps = new ArrayList<>();
    private boolean committed;

    NotedTransaction(FutureOperations client) {
        this.client = client;
    }

    private FutureTransaction note(Consumer<AsyncTransaction> step) {
        requireOpen();
        steps.add(step);
        return this;
    }

    private void requireOpen() {
        if (committed) {
            throw new IllegalStateException("the transaction was committed");
        }
    }

    @Override
    public FutureTransaction create(String path, byte @Nullable [] data, CreateOptions options) {
        return note(transaction -> transaction.create(path, data, options));
    }

    @Override
    public FutureTransaction createWithStat(String path, byte @Nullable [] data, CreateOptions options) {
        return note(transaction -> transaction.createWithStat(path, data, options));
    }

    @Override
    public FutureTransaction delete(String path, int version) {
        return note(transaction -> transaction.delete(path, version));
    }

    @Override
    public FutureTransaction set(String path, byte @Nullable [] data, int version) {
        return note(transaction -> transaction.set(path, data, version));
    }

    @Override
    public FutureTransaction check(String path, int version) {
        return note(transaction -> transaction.check(path, version));
    }

    @Override
    public Future<List<TransactionResult>> commit() {
        return commit("transaction.commit", AsyncTransaction::commit);
    }

    @Override
    public Future<List<TransactionResult>> commitOrThrow() {
        return commit("transaction.commitOrThrow", AsyncTransaction::commitOrThrow);
    }

    private Future<List<TransactionResult>> commit(
            String name, Function<AsyncTransaction, AsyncResult<List<TransactionResult>>> commit) {
        return client.call(name, null, view -> {
            requireOpen();
            committed = true;
            AsyncTransaction transaction = view.transaction();
            steps.forEach(step -> step.accept(transaction));
            return commit.apply(transaction);
        });
    }
}
