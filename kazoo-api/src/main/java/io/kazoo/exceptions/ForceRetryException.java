package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/** Thrown by code inside a retry to ask for another try, whatever the reason (kazoo's {@code ForceRetryError}). */
public class ForceRetryException extends KazooException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message. */
    public ForceRetryException(String message) {
        this(message, null);
    }

    /** Creates the exception with a message and, possibly, a cause. */
    public ForceRetryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public ForceRetryException inCaller() {
        return new ForceRetryException(getMessage(), this);
    }
}
