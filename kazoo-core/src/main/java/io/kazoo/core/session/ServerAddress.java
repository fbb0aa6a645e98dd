package io.kazoo.core.session;

import io.kazoo.HostPort;
import java.net.InetSocketAddress;

/**
 * A server that can be dialed.
 *
 * @param host the server as the user named it, or the record of the service that the user named
 * @param address one of its addresses
 * @param listed what the user named
 */
public record ServerAddress(HostPort host, InetSocketAddress address, HostPort listed) {
    /** A server that the user named. */
    public ServerAddress(HostPort host, InetSocketAddress address) {
        this(host, address, host);
    }
}
