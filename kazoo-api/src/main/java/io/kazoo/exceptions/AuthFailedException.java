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
        this(ErrorCode.AUTH_FAILED, message, path, cause);
    }

    private AuthFailedException(ErrorCode code, String message, @Nullable String path, @Nullable Throwable cause) {
        super(code, message, path, cause);
    }

    /** Makes the exception for {@link ErrorCode#SESSION_CLOSED_REQUIRE_SASL}. */
    static AuthFailedException unauthenticated(String message, @Nullable String path, @Nullable Throwable cause) {
        return new AuthFailedException(ErrorCode.SESSION_CLOSED_REQUIRE_SASL, message, path, cause);
    }

    @Override
    public AuthFailedException inCaller() {
        return new AuthFailedException(code(), getMessage(), pathOrNull(), this);
    }
}
