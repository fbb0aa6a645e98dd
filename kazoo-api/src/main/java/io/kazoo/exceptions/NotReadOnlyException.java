package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/** A write was sent to a server that is read-only. */
public final class NotReadOnlyException extends ZookeeperException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened
     * @param path the path of the failed request, or null
     * @param cause what led to it, or null
     */
    public NotReadOnlyException(String message, @Nullable String path, @Nullable Throwable cause) {
        super(ErrorCode.NOT_READ_ONLY, message, path, cause);
    }

    @Override
    public NotReadOnlyException inCaller() {
        return new NotReadOnlyException(getMessage(), pathOrNull(), this);
    }
}
