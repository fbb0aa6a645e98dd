package io.kazoo.handler;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Where to connect to.
 *
 * @param address the address, resolved
 * @param hostName the host as the user wrote it, for messages and for TLS
 * @param timeout how long connecting may take; positive
 */
public record DialRequest(InetSocketAddress address, String hostName, Duration timeout) {
    /** Checks the parts. */
    public DialRequest {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("unresolved address: " + address);
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be positive: " + timeout);
        }
    }
}
