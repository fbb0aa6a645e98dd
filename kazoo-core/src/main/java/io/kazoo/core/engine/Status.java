package io.kazoo.core.engine;

import io.kazoo.ClientId;
import io.kazoo.HostPort;
import io.kazoo.KazooState;
import io.kazoo.KeeperState;
import org.jspecify.annotations.Nullable;

/**
 * What any thread may know about the client, replaced as a whole when it changes.
 *
 * @param kazoo the state as listeners see it
 * @param keeper the state of the session
 * @param clientId the session, null if there is no connection
 * @param server the server, null if there is no connection
 * @param timeoutMillis the session timeout
 */
public record Status(
        KazooState kazoo,
        KeeperState keeper,
        @Nullable ClientId clientId,
        @Nullable HostPort server,
        int timeoutMillis) {}
