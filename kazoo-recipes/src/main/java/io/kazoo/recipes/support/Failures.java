package io.kazoo.recipes.support;

import io.kazoo.RetryPolicy;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.OperationTimeoutException;
import io.kazoo.exceptions.Outcome;
import io.kazoo.exceptions.RequestTimeoutException;
import io.kazoo.exceptions.SessionExpiredException;
import io.kazoo.exceptions.TooManyRequestsException;
import java.util.concurrent.CompletionException;

/** What failures mean to a recipe. */
public final class Failures {
    private static final RetryPolicy POLICY = RetryPolicy.forever();

    private Failures() {}

    /** Tells whether a reconnect, or a new session, will cure it. */
    public static boolean isTransient(Throwable failure) {
        return POLICY.isRetryable(failure);
    }

    /** Tells whether a failed create may have made a node that is there now. */
    public static boolean maybeCreated(Throwable failure, boolean ephemeral) {
        return (failure instanceof ConnectionLossException loss && loss.outcome() == Outcome.MAYBE_APPLIED)
                || (failure instanceof RequestTimeoutException late && late.outcome() == Outcome.MAYBE_APPLIED)
                || failure instanceof OperationTimeoutException
                || (failure instanceof SessionExpiredException && !ephemeral);
    }

    /** Tells whether a failure concerns one request and may pass, while the connection lives on. */
    public static boolean isOfRequestAlone(Throwable failure) {
        return failure instanceof RequestTimeoutException
                || failure instanceof TooManyRequestsException
                || (isTransient(failure)
                        && !(failure instanceof ConnectionLossException || failure instanceof SessionExpiredException));
    }

    /** Returns the failure itself: a result that was derived from others wraps it. */
    public static Throwable unwrap(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
