package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything this library throws or fails a result with.
 *
 * <p>A blocking call rethrows the failure of its asynchronous twin as a copy of the same type, made in the calling
 * thread: its stack trace shows the caller, its {@linkplain #getCause() cause} is the original.
 */
public abstract class KazooException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a message and, possibly, a cause. */
    protected KazooException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Returns a copy of this exception, of the same type and with the same details, whose stack trace starts in the
     * calling thread and whose cause is this exception.
     */
    public abstract KazooException inCaller();

    /** Returns the message, never null. */
    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? getClass().getSimpleName() : message;
    }
}
