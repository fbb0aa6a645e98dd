package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/**
 * The client is not started, or was stopped. Never retried. As in kazoo, a kind of {@link SessionExpiredException}: a
 * stopped client has no session.
 */
public final class ConnectionClosedException extends SessionExpiredException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened
     * @param path the path of the failed request, or null
     * @param cause what led to it, or null
     */
    public ConnectionClosedException(String message, @Nullable String path, @Nullable Throwable cause) {
        super(message, path, cause);
    }

    @Override
    public ConnectionClosedException inCaller() {
        return new ConnectionClosedException(getMessage(), pathOrNull(), this);
    }
}
