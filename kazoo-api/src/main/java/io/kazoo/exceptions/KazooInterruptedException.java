package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/** The waiting thread was interrupted. The operation was cancelled and the thread's interrupt flag is set again. */
public class KazooInterruptedException extends KazooException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message. */
    public KazooInterruptedException(String message) {
        this(message, null);
    }

    /** Creates the exception with a message and, possibly, a cause. */
    public KazooInterruptedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public KazooInterruptedException inCaller() {
        return new KazooInterruptedException(getMessage(), this);
    }
}
