package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/** The node does not exist. */
public final class NoNodeException extends ZookeeperException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened
     * @param path the path of the failed request, or null
     * @param cause what led to it, or null
     */
    public NoNodeException(String message, @Nullable String path, @Nullable Throwable cause) {
        super(ErrorCode.NO_NODE, message, path, cause);
    }

    @Override
    public NoNodeException inCaller() {
        return new NoNodeException(getMessage(), pathOrNull(), this);
    }
}
