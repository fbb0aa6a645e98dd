package io.kazoo.recipes;

import io.kazoo.exceptions.KazooException;
import org.jspecify.annotations.Nullable;

/**
 * What was to be done while something is held was not done, or not to the end, because the {@link Hold} is lost: a
 * guarded transaction that ZooKeeper did not apply, or a job that was stopped.
 */
public final class HoldLostException extends KazooException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message. */
    public HoldLostException(String message) {
        this(message, null);
    }

    /** Creates the exception with a message and, possibly, a cause. */
    public HoldLostException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public HoldLostException inCaller() {
        return new HoldLostException(getMessage(), this);
    }
}
