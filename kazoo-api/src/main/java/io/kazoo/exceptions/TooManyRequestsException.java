package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/** Too many requests wait or are under way; this one was refused before it was sent (see {@code maxPending} of the builder). */
public class TooManyRequestsException extends KazooException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message. */
    public TooManyRequestsException(String message) {
        this(message, null);
    }

    /** Creates the exception with a message and, possibly, a cause. */
    public TooManyRequestsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public TooManyRequestsException inCaller() {
        return new TooManyRequestsException(getMessage(), this);
    }
}
