package io.kazoo;

/**
 * A server as the user wrote it, or the name of a service whose SRV records in the DNS (RFC 2782) name the servers.
 *
 * @param host a name or an address, an IPv6 address without brackets
 * @param port the port; 0 for a service, whose records tell
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
        if (port == 0 && host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("a service has a name and no port: \"" + host + "\"");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port out of range in " + host + ":" + port);
        }
    }

    /** Returns the servers that the SRV records of a name tell of, asked for whenever a server is looked for. */
    public static HostPort service(String name) {
        return new HostPort(name, 0);
    }

    /** Tells whether this is the name of a service. */
    public boolean isService() {
        return port == 0;
    }

    /** Returns it as it stands in a connection string. */
    @Override
    public String toString() {
        if (isService()) {
            return HostList.SERVICE + host;
        }
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
