package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/**
 * The reply is larger than the client accepts ({@code maxReplyBytes} of its builder); it was passed over, and the
 * connection goes on. The server has carried out the request.
 */
public class ReplyTooLargeException extends KazooException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message. */
    public ReplyTooLargeException(String message) {
        this(message, null);
    }

    /** Creates the exception with a message and, possibly, a cause. */
    public ReplyTooLargeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public ReplyTooLargeException inCaller() {
        return new ReplyTooLargeException(getMessage(), this);
    }
}
