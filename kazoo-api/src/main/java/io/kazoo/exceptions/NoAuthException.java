package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/** The access control list of the node does not allow this. */
public final class NoAuthException extends ZookeeperException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened
     * @param path the path of the failed request, or null
     * @param cause what led to it, or null
     */
    public NoAuthException(String message, @Nullable String path, @Nullable Throwable cause) {
        super(ErrorCode.NO_AUTH, message, path, cause);
    }

    @Override
    public NoAuthException inCaller() {
        return new NoAuthException(getMessage(), pathOrNull(), this);
    }
}
