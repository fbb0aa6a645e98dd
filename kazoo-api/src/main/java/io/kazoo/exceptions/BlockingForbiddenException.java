package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/** A blocking call on a thread that must never block, such as an event loop; the message names the asynchronous call to use. */
public class BlockingForbiddenException extends KazooException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message. */
    public BlockingForbiddenException(String message) {
        this(message, null);
    }

    /** Creates the exception with a message and, possibly, a cause. */
    public BlockingForbiddenException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public BlockingForbiddenException inCaller() {
        return new BlockingForbiddenException(getMessage(), this);
    }
}
