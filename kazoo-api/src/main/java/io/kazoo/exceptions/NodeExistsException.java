package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/** The node exists already. */
public final class NodeExistsException extends ZookeeperException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened
     * @param path the path of the failed request, or null
     * @param cause what led to it, or null
     */
    public NodeExistsException(String message, @Nullable String path, @Nullable Throwable cause) {
        super(ErrorCode.NODE_EXISTS, message, path, cause);
    }

    @Override
    public NodeExistsException inCaller() {
        return new NodeExistsException(getMessage(), pathOrNull(), this);
    }
}
