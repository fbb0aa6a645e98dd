package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/** The server sent bytes that cannot be what the protocol calls for. Only the request they answer, or the connection, is affected. */
public class ProtocolException extends KazooException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message. */
    public ProtocolException(String message) {
        this(message, null);
    }

    /** Creates the exception with a message and, possibly, a cause. */
    public ProtocolException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public ProtocolException inCaller() {
        return new ProtocolException(getMessage(), this);
    }
}
