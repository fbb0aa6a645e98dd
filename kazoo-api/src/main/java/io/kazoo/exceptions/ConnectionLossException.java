package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/** The connection was lost before the reply came; {@link #outcome()} tells whether the request had been sent. */
public final class ConnectionLossException extends ZookeeperException {
    private static final long serialVersionUID = 1L;

    /** Whether the request had been sent. */
    private final Outcome outcome;

    /**
     * Creates the exception.
     *
     * @param message what happened
     * @param path the path of the failed request, or null
     * @param outcome whether the request had been sent
     * @param cause what led to it, or null
     */
    public ConnectionLossException(String message, @Nullable String path, Outcome outcome, @Nullable Throwable cause) {
        super(ErrorCode.CONNECTION_LOSS, message, path, cause);
        this.outcome = outcome;
    }

    /** Tells whether the request had been sent, that is, whether the server may have applied it. */
    public Outcome outcome() {
        return outcome;
    }

    @Override
    public ConnectionLossException inCaller() {
        return new ConnectionLossException(getMessage(), pathOrNull(), outcome, this);
    }
}
