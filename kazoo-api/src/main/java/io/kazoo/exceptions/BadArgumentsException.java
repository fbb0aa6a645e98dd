package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/** The server refused an argument, for example a path with a control character. */
public final class BadArgumentsException extends ZookeeperException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened
     * @param path the path of the failed request, or null
     * @param cause what led to it, or null
     */
    public BadArgumentsException(String message, @Nullable String path, @Nullable Throwable cause) {
        super(ErrorCode.BAD_ARGUMENTS, message, path, cause);
    }

    @Override
    public BadArgumentsException inCaller() {
        return new BadArgumentsException(getMessage(), pathOrNull(), this);
    }
}
