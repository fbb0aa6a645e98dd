package io.kazoo.recipes.counter;

import io.kazoo.exceptions.KazooException;
import org.jspecify.annotations.Nullable;

/** A counter's node holds what is no number of its kind, or a result does not fit into it; nothing was changed. */
public final class CounterException extends KazooException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message and, possibly, a cause. */
    public CounterException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public CounterException inCaller() {
        return new CounterException(getMessage(), this);
    }
}
