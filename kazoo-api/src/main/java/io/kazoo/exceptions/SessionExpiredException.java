package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/**
 * The session is over, for this client: a server has said so, or nobody has answered for a session timeout. Its watches are
 * gone. Its ephemeral nodes are gone or go soon: servers whose clocks decide for themselves may keep them a while longer.
 * The client makes a new session by itself, unless it is stopped or may not try any more.
 */
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
