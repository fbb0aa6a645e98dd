package io.kazoo.core.engine;

import io.kazoo.ClientId;
import io.kazoo.HostPort;
import io.kazoo.KazooState;
import io.kazoo.KeeperState;
import io.kazoo.core.session.ServerAddress;
import org.jspecify.annotations.Nullable;

/**
 * What any thread may know about the client, replaced as a whole when it changes.
 *
 * @param kazoo the state as listeners see it
 * @param keeper the state of the session
 * @param clientId the session, null if there is no connection
 * @param connection the server and its address, null if there is no connection
 * @param timeoutMillis the session timeout
 */
public record Status(
        KazooState kazoo,
        KeeperState keeper,
        @Nullable ClientId clientId,
        @Nullable ServerAddress connection,
        int timeoutMillis) {
    /** Returns the server as the user named it, null if there is no connection. */
    public @Nullable HostPort server() {
        return connection == null ? null : connection.host();
    }
}
