package io.kazoo.core.client;

import static io.kazoo.handler.Deferred.onSettled;

import io.kazoo.AsyncResult;
import io.kazoo.AsyncTransaction;
import io.kazoo.CreateOptions;
import io.kazoo.TransactionResult;
import io.kazoo.TransactionResult.Changed;
import io.kazoo.TransactionResult.Checked;
import io.kazoo.TransactionResult.Created;
import io.kazoo.TransactionResult.Deleted;
import io.kazoo.TransactionResult.Failed;
import io.kazoo.core.protocol.Check;
import io.kazoo.core.protocol.Delete;
import io.kazoo.core.protocol.Multi;
import io.kazoo.core.protocol.Multi.Part;
import io.kazoo.core.protocol.Operation;
import io.kazoo.core.protocol.SetData;
import io.kazoo.exceptions.ErrorCode;
import io.kazoo.exceptions.TransactionFailedException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Notes the steps of a transaction, and sends them once. */
final class CoreTransaction implements AsyncTransaction {
    private final Root root;
    private final Lane lane;
    private final List<Part<?, TransactionResult>> parts = new ArrayList<>();
    private boolean committed;

    CoreTransaction(Root root, Lane lane) {
        this.root = root;
        this.lane = lane;
    }

    @Override
    public AsyncTransaction create(String path, byte @Nullable [] data, CreateOptions options) {
        requireNoParents(options);
        return add(root.create(path, data, options), created -> new Created(created, null));
    }

    @Override
    public AsyncTransaction createWithStat(String path, byte @Nullable [] data, CreateOptions options) {
        requireNoParents(options);
        return add(new Part<>(
                root.createWithStat(path, data, options),
                created -> new Created(created.path(), created.stat()),
                named -> new Created(named, null)));
    }

    private static void requireNoParents(CreateOptions options) {
        if (options.parents()) {
            throw new IllegalArgumentException("a transaction does not create parents that are missing");
        }
    }

    @Override
    public AsyncTransaction delete(String path, int version) {
        return add(new Delete(root.full(path), version), nothing -> new Deleted());
    }

    @Override
    public AsyncTransaction set(String path, byte @Nullable [] data, int version) {
        return add(new SetData(root.full(path), data, version), Changed::new);
    }

    @Override
    public AsyncTransaction check(String path, int version) {
        return add(new Check(root.full(path), version), nothing -> new Checked());
    }

    private <R extends @Nullable Object> AsyncTransaction add(
            Operation<R> operation, Function<R, TransactionResult> result) {
        return add(new Part<>(operation, result));
    }

    private AsyncTransaction add(Part<?, TransactionResult> part) {
        requireOpen();
        parts.add(part);
        return this;
    }

    private void requireOpen() {
        if (committed) {
            throw new IllegalStateException("the transaction was committed");
        }
    }

    /** A transaction without steps is not known to servers and would cost the connection. */
    @Override
    public AsyncResult<List<TransactionResult>> commit() {
        requireOpen();
        committed = true;
        if (parts.isEmpty()) {
            Deferred<List<TransactionResult>> nothing = new Deferred<>(lane);
            nothing.succeed(List.of());
            return nothing;
        }
        return root.submit(lane, Multi.transaction(List.copyOf(parts), root.chroot));
    }

    @Override
    public AsyncResult<List<TransactionResult>> commitOrThrow() {
        Composed<List<TransactionResult>> result = new Composed<>(lane);
        onSettled(result.step(commit()), (results, failure) -> {
            TransactionFailedException culprit = results == null ? null : culprit(results);
            if (results != null && culprit == null) {
                result.succeed(results);
            } else if (culprit != null) {
                result.fail(culprit);
            } else if (failure != null) {
                result.fail(failure);
            }
        });
        return result;
    }

    /** Returns the failure of the step that is to blame: others were only rolled back, or not tried any more. */
    static @Nullable TransactionFailedException culprit(List<TransactionResult> results) {
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) instanceof Failed failed
                    && failed.failure().code() != ErrorCode.ROLLED_BACK
                    && failed.failure().code() != ErrorCode.RUNTIME_INCONSISTENCY) {
                return new TransactionFailedException(i, failed.failure());
            }
        }
        return null;
    }
}
