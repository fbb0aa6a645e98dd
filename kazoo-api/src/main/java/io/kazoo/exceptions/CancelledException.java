package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/** The operation was cancelled, by {@code AsyncResult.cancel()}, by a recipe's {@code cancel()}, or because its waiting thread was interrupted. */
public class CancelledException extends KazooException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message. */
    public CancelledException(String message) {
        this(message, null);
    }

    /** Creates the exception with a message and, possibly, a cause. */
    public CancelledException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public CancelledException inCaller() {
        return new CancelledException(getMessage(), this);
    }
}
