package io.kazoo.handler.vertx;

import io.kazoo.Transaction;
import io.kazoo.TransactionResult;
import io.kazoo.TransactionSteps;
import io.vertx.core.Future;
import java.util.List;

/**
 * A transaction with the results that users of Vert.x expect: the twin of {@link Transaction}. What is wrong with a step
 * fails the future of the commit.
 */
public interface FutureTransaction extends TransactionSteps<FutureTransaction> {
    /** See {@link Transaction#commit()}. */
    Future<List<TransactionResult>> commit();

    /** See {@link Transaction#commitOrThrow()}; here it is the future that fails. */
    Future<List<TransactionResult>> commitOrThrow();
}
