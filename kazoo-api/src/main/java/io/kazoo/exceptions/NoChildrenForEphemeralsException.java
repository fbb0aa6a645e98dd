package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/** Ephemeral nodes cannot have children. */
public final class NoChildrenForEphemeralsException extends ZookeeperException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened
     * @param path the path of the failed request, or null
     * @param cause what led to it, or null
     */
    public NoChildrenForEphemeralsException(String message, @Nullable String path, @Nullable Throwable cause) {
        super(ErrorCode.NO_CHILDREN_FOR_EPHEMERALS, message, path, cause);
    }

    @Override
    public NoChildrenForEphemeralsException inCaller() {
        return new NoChildrenForEphemeralsException(getMessage(), pathOrNull(), this);
    }
}
