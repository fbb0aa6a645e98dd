package io.kazoo.core.engine;

import io.kazoo.core.protocol.Operation;
import io.kazoo.exceptions.ErrorCode;
import java.util.HashSet;
import java.util.Set;

/**
 * The operations that the present servers do not know. Such a server answers {@code UNIMPLEMENTED} and closes the
 * connection, which costs everybody's requests under way; so it is asked once. Servers are replaced by newer ones while
 * sessions go on, and no server is replaced without a connection being lost: any other loss makes the client ask again.
 */
final class Unsupported {
    private static final int NONE = 0;

    private final Set<Integer> opCodes = new HashSet<>();
    private int suspect = NONE;

    /** A reply came: a connection that goes on was not closed because of the reply before. */
    void answered(Operation<?> operation, int error) {
        if (error == ErrorCode.UNIMPLEMENTED.code()) {
            suspect = operation.opCode();
        } else {
            served();
        }
    }

    /** The server has answered something else, and so has not closed the connection. */
    void served() {
        suspect = NONE;
    }

    /** The client begins anew, and so do its servers perhaps. */
    void clear() {
        opCodes.clear();
        suspect = NONE;
    }

    /** The connection is gone. */
    void disconnected() {
        if (suspect == NONE) {
            opCodes.clear();
        } else {
            opCodes.add(suspect);
            suspect = NONE;
        }
    }

    /** Tells whether there is no point in sending an operation. */
    boolean contains(Operation<?> operation) {
        return !opCodes.isEmpty() && opCodes.contains(operation.opCode());
    }
}
