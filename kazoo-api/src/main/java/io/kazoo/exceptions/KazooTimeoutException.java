package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/** A wait ended before what it waited for happened. Nothing is known about the outcome of the operation itself. */
public class KazooTimeoutException extends KazooException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message. */
    public KazooTimeoutException(String message) {
        this(message, null);
    }

    /** Creates the exception with a message and, possibly, a cause. */
    public KazooTimeoutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public KazooTimeoutException inCaller() {
        return new KazooTimeoutException(getMessage(), this);
    }
}
