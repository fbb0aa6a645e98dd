package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/** The node has another version than the one the request asked for. */
public final class BadVersionException extends ZookeeperException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened
     * @param path the path of the failed request, or null
     * @param cause what led to it, or null
     */
    public BadVersionException(String message, @Nullable String path, @Nullable Throwable cause) {
        super(ErrorCode.BAD_VERSION, message, path, cause);
    }

    @Override
    public BadVersionException inCaller() {
        return new BadVersionException(getMessage(), pathOrNull(), this);
    }
}
