package io.kazoo.recipes.queue;

import io.kazoo.exceptions.KazooException;
import org.jspecify.annotations.Nullable;

/**
 * An entry has left a queue, and nobody can tell whether this call took it or another consumer did: the reply to the
 * removal was lost. The value is not: whoever is the only consumer may take it as taken, others decide whether once too
 * often or once too seldom is worse.
 */
public final class InDoubtException extends KazooException {
    private static final long serialVersionUID = 1L;

    private final byte[] value;

    InDoubtException(String message, byte[] value, @Nullable Throwable cause) {
        super(message, cause);
        this.value = value;
    }

    /** Returns the value of the entry. */
    public byte[] value() {
        return value.clone();
    }

    @Override
    public InDoubtException inCaller() {
        return new InDoubtException(getMessage(), value, this);
    }
}
