package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/** A lock or lease was not obtained in the time given; no contender is left behind. */
public class LockTimeoutException extends KazooTimeoutException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message. */
    public LockTimeoutException(String message) {
        this(message, null);
    }

    /** Creates the exception with a message and, possibly, a cause. */
    public LockTimeoutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public LockTimeoutException inCaller() {
        return new LockTimeoutException(getMessage(), this);
    }
}
