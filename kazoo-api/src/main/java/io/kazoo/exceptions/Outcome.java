package io.kazoo.exceptions;

/** What is known about a request whose reply was lost. */
public enum Outcome {
    /** The request never left this client: it is safe to send it again. */
    NOT_SENT,
    /** The request was sent; the server may or may not have applied it. */
    MAYBE_APPLIED
}
