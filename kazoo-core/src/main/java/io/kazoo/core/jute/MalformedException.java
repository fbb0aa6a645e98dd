package io.kazoo.core.jute;

import org.jspecify.annotations.Nullable;

/** Bytes that are not what the protocol calls for. */
public final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public MalformedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
