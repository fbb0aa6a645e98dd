package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/**
 * The server does not know the operation because it is too old, or has it switched off (time to live, reconfiguration).
 * A server that does not know an operation also closes the connection; the session goes on, and until that server is
 * replaced the client does not send it the operation again.
 */
public final class UnsupportedByServerException extends ZookeeperException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened
     * @param path the path of the failed request, or null
     * @param cause what led to it, or null
     */
    public UnsupportedByServerException(String message, @Nullable String path, @Nullable Throwable cause) {
        super(ErrorCode.UNIMPLEMENTED, message, path, cause);
    }

    @Override
    public UnsupportedByServerException inCaller() {
        return new UnsupportedByServerException(getMessage(), pathOrNull(), this);
    }
}
