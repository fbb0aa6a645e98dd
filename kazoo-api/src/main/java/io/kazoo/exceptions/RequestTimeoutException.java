package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/**
 * The time that was set for the request is up; {@link #outcome()} tells whether it had been sent. The connection goes on,
 * and a reply that still comes is discarded.
 */
public final class RequestTimeoutException extends ZookeeperException {
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
    public RequestTimeoutException(String message, @Nullable String path, Outcome outcome, @Nullable Throwable cause) {
        super(ErrorCode.REQUEST_TIMEOUT, message, path, cause);
        this.outcome = outcome;
    }

    /** Tells whether the request had been sent, that is, whether the server may have applied it. */
    public Outcome outcome() {
        return outcome;
    }

    @Override
    public RequestTimeoutException inCaller() {
        return new RequestTimeoutException(getMessage(), pathOrNull(), outcome, this);
    }
}
