package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/** Authentication failed. The client stays in {@code AUTH_FAILED} until it is stopped and started again. */
public final class AuthFailedException extends ZookeeperException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened
     * @param path the path of the failed request, or null
     * @param cause what led to it, or null
     */
    public AuthFailedException(String message, @Nullable String path, @Nullable Throwable cause) {
        super(ErrorCode.AUTH_FAILED, message, path, cause);
    }

    @Override
    public AuthFailedException inCaller() {
        return new AuthFailedException(getMessage(), pathOrNull(), this);
    }
}
