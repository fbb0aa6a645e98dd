package io.kazoo.core.client;

import io.kazoo.AsyncTransaction;
import io.kazoo.CreateOptions;
import io.kazoo.Transaction;
import io.kazoo.TransactionResult;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A transaction of the blocking face: waits for its asynchronous twin. */
final class BlockingTransaction implements Transaction {
    private final AsyncTransaction async;
    private final Consumer<String> requireMayBlock;

    /**
     * Makes a transaction.
     *
     * @param requireMayBlock refuses a call of a name on a thread that must not block
     */
    BlockingTransaction(AsyncTransaction async, Consumer<String> requireMayBlock) {
        this.async = async;
        this.requireMayBlock = requireMayBlock;
    }

    @Override
    public Transaction create(String path, byte @Nullable [] data, CreateOptions options) {
        async.create(path, data, options);
        return this;
    }

    @Override
    public Transaction createWithStat(String path, byte @Nullable [] data, CreateOptions options) {
        async.createWithStat(path, data, options);
        return this;
    }

    @Override
    public Transaction delete(String path, int version) {
        async.delete(path, version);
        return this;
    }

    @Override
    public Transaction set(String path, byte @Nullable [] data, int version) {
        async.set(path, data, version);
        return this;
    }

    @Override
    public Transaction check(String path, int version) {
        async.check(path, version);
        return this;
    }

    @Override
    public List<TransactionResult> commit() {
        requireMayBlock.accept("transaction().commit");
        return async.commit().get();
    }

    @Override
    public List<TransactionResult> commitOrThrow() {
        requireMayBlock.accept("transaction().commitOrThrow");
        return async.commitOrThrow().get();
    }
}
