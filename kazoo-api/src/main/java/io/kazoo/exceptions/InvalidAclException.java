package io.kazoo.exceptions;

import org.jspecify.annotations.Nullable;

/** The access control list is empty or not valid. */
public final class InvalidAclException extends ZookeeperException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened
     * @param path the path of the failed request, or null
     * @param cause what led to it, or null
     */
    public InvalidAclException(String message, @Nullable String path, @Nullable Throwable cause) {
        super(ErrorCode.INVALID_ACL, message, path, cause);
    }

    @Override
    public InvalidAclException inCaller() {
        return new InvalidAclException(getMessage(), pathOrNull(), this);
    }
}
