package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/** The node has children and cannot be deleted. */
public final class NotEmptyException extends ZookeeperException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened
     * @param path the path of the failed request, or null
     * @param cause what led to it, or null
     */
    public NotEmptyException(String message, @Nullable String path, @Nullable Throwable cause) {
        super(ErrorCode.NOT_EMPTY, message, path, cause);
    }

    @Override
    public NotEmptyException inCaller() {
        return new NotEmptyException(getMessage(), pathOrNull(), this);
    }
}
