package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/** The operation took too long on the server. */
public final class OperationTimeoutException extends ZookeeperException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened
     * @param path the path of the failed request, or null
     * @param cause what led to it, or null
     */
    public OperationTimeoutException(String message, @Nullable String path, @Nullable Throwable cause) {
        super(ErrorCode.OPERATION_TIMEOUT, message, path, cause);
    }

    @Override
    public OperationTimeoutException inCaller() {
        return new OperationTimeoutException(getMessage(), pathOrNull(), this);
    }
}
