package io.kazoo;

/**
 * A server as the user wrote it.
 *
 * @param host a name or an address, an IPv6 address without brackets
 * @param port the port
 */
public record HostPort(String host, int port) {
    /** What stands around names in connection strings and URLs; a name with one of them was cut at the wrong place. */
    private static final String FORBIDDEN = ",;/[]@?#\\";

    /** Checks the parts. */
    public HostPort {
        if (host.isBlank()) {
            throw new IllegalArgumentException("empty host name");
        }
        if (host.chars().anyMatch(c -> c <= ' ' || FORBIDDEN.indexOf(c) >= 0)) {
            throw new IllegalArgumentException("no host name: \"" + host + "\"");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port out of range in " + host + ":" + port);
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
