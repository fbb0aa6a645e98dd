package io.kazoo.exceptions;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An error that ZooKeeper defines, by a code. Codes that callers tell apart have a class of their own. */
public class ZookeeperException extends KazooException {
    private static final long serialVersionUID = 1L;

    /** The code. */
    private final ErrorCode code;

    /** The number on the wire, also when {@link #code} is {@link ErrorCode#UNKNOWN}. */
    private final int rawCode;

    /** The path of the failed request, if it has one. */
    private final @Nullable String path;

    /** Creates an exception for a code that has no class of its own. */
    ZookeeperException(ErrorCode code, int rawCode, String message, @Nullable String path, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.rawCode = rawCode;
        this.path = path;
    }

    /** Creates an exception for a known code. */
    ZookeeperException(ErrorCode code, String message, @Nullable String path, @Nullable Throwable cause) {
        this(code, code.code(), message, path, cause);
    }

    /** Returns the code. */
    public final ErrorCode code() {
        return code;
    }

    /** Returns the number the server sent, also for codes this library does not know. */
    public final int rawCode() {
        return rawCode;
    }

    /** Returns the path of the failed request as the caller named it, if it has one. */
    public final Optional<String> path() {
        return Optional.ofNullable(path);
    }

    /** Returns the path, or null. */
    final @Nullable String pathOrNull() {
        return path;
    }

    @Override
    public ZookeeperException inCaller() {
        return new ZookeeperException(code, rawCode, getMessage(), path, this);
    }
}
