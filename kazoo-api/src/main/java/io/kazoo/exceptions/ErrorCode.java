package io.kazoo.exceptions;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The error codes of the ZooKeeper protocol, each with the exception that stands for it. */
public enum ErrorCode {
    /** Another operation of the same transaction failed, this one was rolled back. */
    ROLLED_BACK(0),
    /** The server failed for reasons of its own. */
    SYSTEM_ERROR(-1),
    /** Inside a transaction: not tried, because an earlier operation failed. */
    RUNTIME_INCONSISTENCY(-2),
    /** The server found inconsistent data. */
    DATA_INCONSISTENCY(-3),
    /** The connection was lost; see {@link ConnectionLossException#outcome()}. */
    CONNECTION_LOSS(
            -4, (message, path, cause) -> new ConnectionLossException(message, path, Outcome.MAYBE_APPLIED, cause)),
    /** The server could not read the request, or failed in an unexpected way. */
    MARSHALLING_ERROR(-5),
    /** The server does not know this operation, or it is switched off. */
    UNIMPLEMENTED(-6, UnsupportedByServerException::new),
    /** The operation took too long on the server. */
    OPERATION_TIMEOUT(-7, OperationTimeoutException::new),
    /** An argument was refused, for example a path with a control character. */
    BAD_ARGUMENTS(-8, BadArgumentsException::new),
    /** The server does not know the session. */
    UNKNOWN_SESSION(-12),
    /** The new configuration has no quorum of connected servers. */
    NEW_CONFIG_NO_QUORUM(-13),
    /** Another reconfiguration is going on. */
    RECONFIG_IN_PROGRESS(-14),
    /** Marks the range of API errors; never sent on purpose. */
    API_ERROR(-100),
    /** The node does not exist. */
    NO_NODE(-101, NoNodeException::new),
    /** The session may not do this. */
    NO_AUTH(-102, NoAuthException::new),
    /** The node has another version than the one given. */
    BAD_VERSION(-103, BadVersionException::new),
    /** Ephemeral nodes cannot have children. */
    NO_CHILDREN_FOR_EPHEMERALS(-108, NoChildrenForEphemeralsException::new),
    /** The node exists already. */
    NODE_EXISTS(-110, NodeExistsException::new),
    /** The node has children. */
    NOT_EMPTY(-111, NotEmptyException::new),
    /** The session has expired; its ephemeral nodes and watches are gone. */
    SESSION_EXPIRED(-112, SessionExpiredException::new),
    /** The callback is not valid. */
    INVALID_CALLBACK(-113),
    /** The access control list is empty or not valid. */
    INVALID_ACL(-114, InvalidAclException::new),
    /** Authentication failed; the session is unusable. */
    AUTH_FAILED(-115, AuthFailedException::new),
    /** The session is served by another connection now. */
    SESSION_MOVED(-118),
    /** The server is read-only. */
    NOT_READ_ONLY(-119, NotReadOnlyException::new),
    /** Local sessions cannot create ephemeral nodes. */
    EPHEMERAL_ON_LOCAL_SESSION(-120),
    /** There is no such watch. */
    NO_WATCHER(-121),
    /** The request was not answered in time. */
    REQUEST_TIMEOUT(-122),
    /** Reconfiguration is switched off. */
    RECONFIG_DISABLED(-123),
    /** The server serves only authenticated sessions and closes this one. */
    SESSION_CLOSED_REQUIRE_SASL(-124, AuthFailedException::unauthenticated),
    /** A quota would be exceeded. */
    QUOTA_EXCEEDED(-125),
    /** The server was too busy; the request was not executed. */
    THROTTLED_OP(-127),
    /** A code this library does not know; see {@link ZookeeperException#rawCode()}. */
    UNKNOWN(Integer.MIN_VALUE);

    private static final Map<Integer, ErrorCode> BY_CODE = new HashMap<>();

    static {
        for (ErrorCode code : values()) {
            BY_CODE.put(code.code, code);
        }
    }

    private final int code;

    @SuppressWarnings("ImmutableEnumChecker") // every factory is a constructor
    private final @Nullable Factory factory;

    ErrorCode(int code) {
        this(code, null);
    }

    ErrorCode(int code, @Nullable Factory factory) {
        this.code = code;
        this.factory = factory;
    }

    /** Returns the number on the wire. */
    public int code() {
        return code;
    }

    /** Returns the constant for a number on the wire, {@link #UNKNOWN} if there is none. */
    public static ErrorCode of(int code) {
        return BY_CODE.getOrDefault(code, UNKNOWN);
    }

    /**
     * Makes the exception for a number on the wire. A number nobody knows gives a plain {@link ZookeeperException}: it
     * fails the one request and harms nothing else (kazoo issue 229).
     *
     * @param code the number on the wire
     * @param path the path of the request, or null if it has none
     */
    public static ZookeeperException exception(int code, @Nullable String path) {
        ErrorCode known = of(code);
        String message = known == UNKNOWN ? "unknown error code " + code : known.name();
        message = path == null ? message : message + " for " + path;
        return known.factory == null
                ? new ZookeeperException(known, code, message, path, null)
                : known.factory.make(message, path, null);
    }

    /** Makes one exception type. */
    @FunctionalInterface
    interface Factory {
        ZookeeperException make(String message, @Nullable String path, @Nullable Throwable cause);
    }
}
