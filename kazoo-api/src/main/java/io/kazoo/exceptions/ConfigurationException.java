package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/** The client cannot work as configured: no handler or more than one, options that contradict each other, a changed chroot. */
public class ConfigurationException extends KazooException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message. */
    public ConfigurationException(String message) {
        this(message, null);
    }

    /** Creates the exception with a message and, possibly, a cause. */
    public ConfigurationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public ConfigurationException inCaller() {
        return new ConfigurationException(getMessage(), this);
    }
}
