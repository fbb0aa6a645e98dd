package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/** The session is over: its ephemeral nodes and watches are gone. The client makes a new session by itself. */
public class SessionExpiredException extends ZookeeperException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened
     * @param path the path of the failed request, or null
     * @param cause what led to it, or null
     */
    public SessionExpiredException(String message, @Nullable String path, @Nullable Throwable cause) {
        super(ErrorCode.SESSION_EXPIRED, message, path, cause);
    }

    @Override
    public SessionExpiredException inCaller() {
        return new SessionExpiredException(getMessage(), pathOrNull(), this);
    }
}
