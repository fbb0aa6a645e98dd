package io.kazoo.core.session;

import io.kazoo.HostPort;
import java.net.InetSocketAddress;

/**
 * A server that can be dialed.
 *
 * @param host the server as the user named it
 * @param address one of its addresses
 */
public record ServerAddress(HostPort host, InetSocketAddress address) {}
