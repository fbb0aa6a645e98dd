package io.kazoo;

import java.util.List;

/**
 * A transaction, blocking: {@code client.transaction().check("/a", 3).set("/a", data).commit()}. Applied as a whole or
 * not at all, and committed once. Its twin is {@link AsyncTransaction}.
 */
public interface Transaction extends TransactionSteps<Transaction> {
    /**
     * Sends the transaction and returns what became of each step, in their order. As in kazoo a transaction that failed
     * is no exception: its results are all {@link TransactionResult.Failed}, and only one of them has a code other than
     * {@code ROLLED_BACK} (before it) and {@code RUNTIME_INCONSISTENCY} (behind it). Without steps nothing is sent.
     *
     * @throws IllegalStateException if it was committed before
     * @throws io.kazoo.exceptions.ConnectionLossException and what else {@link NodeOperations} lists for all operations;
     *     after a lost connection either all of it was applied or nothing
     */
    List<TransactionResult> commit();

    /**
     * As {@link #commit()}, but a transaction that failed throws.
     *
     * @throws io.kazoo.exceptions.TransactionFailedException if it was not applied; names the step and its error
     */
    List<TransactionResult> commitOrThrow();
}
