package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/** A transaction was not applied, because of one of its steps. The code and the path are those of that step. */
public final class TransactionFailedException extends ZookeeperException {
    private static final long serialVersionUID = 1L;

    /** The step to blame, counted from 0. */
    private final int index;

    /**
     * Creates the exception.
     *
     * @param index the step to blame, counted from 0
     * @param culprit the error of that step
     */
    public TransactionFailedException(int index, ZookeeperException culprit) {
        this(
                index,
                culprit,
                "the transaction was not applied because of step " + index + ": " + culprit.getMessage(),
                culprit);
    }

    private TransactionFailedException(int index, ZookeeperException like, String message, @Nullable Throwable cause) {
        super(like.code(), like.rawCode(), message, like.pathOrNull(), cause);
        this.index = index;
    }

    /** Returns the step to blame, counted from 0. */
    public int index() {
        return index;
    }

    @Override
    public TransactionFailedException inCaller() {
        return new TransactionFailedException(index, this, getMessage(), this);
    }
}
