package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/** A retried operation did not succeed within the tries or the deadline of its policy; the cause is the last failure. */
public class RetryFailedException extends KazooException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message. */
    public RetryFailedException(String message) {
        this(message, null);
    }

    /** Creates the exception with a message and, possibly, a cause. */
    public RetryFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public RetryFailedException inCaller() {
        return new RetryFailedException(getMessage(), this);
    }
}
