package io.kazoo;

import java.util.List;

/** A transaction without waiting: the twin of {@link Transaction}, method by method. */
public interface AsyncTransaction extends TransactionSteps<AsyncTransaction> {
    /** See {@link Transaction#commit()}. */
    AsyncResult<List<TransactionResult>> commit();

    /** See {@link Transaction#commitOrThrow()}. */
    AsyncResult<List<TransactionResult>> commitOrThrow();
}
