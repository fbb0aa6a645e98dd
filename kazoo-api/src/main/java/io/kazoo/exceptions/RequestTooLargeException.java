package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/** The request would be larger than the server accepts ({@code jute.maxbuffer}); it was refused before it was sent. */
public class RequestTooLargeException extends KazooException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message. */
    public RequestTooLargeException(String message) {
        this(message, null);
    }

    /** Creates the exception with a message and, possibly, a cause. */
    public RequestTooLargeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public RequestTooLargeException inCaller() {
        return new RequestTooLargeException(getMessage(), this);
    }
}
