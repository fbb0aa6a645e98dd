package io.kazoo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The servers of an ensemble and the chroot, from a connection string: {@code host:port,[v6]:port/chroot}. The port
 * defaults to 2181, spaces are dropped, host names are lower-cased as in kazoo. {@code dns-srv://name/chroot} stands for
 * the servers that the SRV records of the name tell of, as in the official client 3.10.
 *
 * @param servers the servers, at least one, in the order given
 * @param chroot the prefix of every path, empty or beginning with a slash
 */
public record HostList(List<HostPort> servers, String chroot) {
    /** What stands before the name of a service. */
    static final String SERVICE = "dns-srv://";

    private static final int DEFAULT_PORT = 2181;
    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}");

    /** Checks the parts. */
    public HostList {
        servers = List.copyOf(servers);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("no server given");
        }
        chroot = ZnodePaths.normRoot(chroot);
    }

    /**
     * Parses a connection string.
     *
     * @throws IllegalArgumentException if it names no server or cannot be understood
     */
    public static HostList parse(String hosts) {
        int slash = hosts.indexOf('/', hosts.startsWith(SERVICE) ? SERVICE.length() : 0);
        String chroot = slash < 0 ? "" : hosts.substring(slash);
        String servers = slash < 0 ? hosts : hosts.substring(0, slash);
        return new HostList(servers(List.of(servers.split(",", -1)), hosts), chroot);
    }

    /**
     * Parses a list of servers; a last element that begins with a slash is the chroot.
     *
     * @throws IllegalArgumentException if it names no server or cannot be understood; a chroot behind a server is
     *     refused rather than dropped
     */
    public static HostList parse(List<String> hosts) {
        String last = hosts.isEmpty() ? "" : hosts.get(hosts.size() - 1).trim();
        boolean withChroot = last.startsWith("/");
        List<String> servers = withChroot ? hosts.subList(0, hosts.size() - 1) : hosts;
        for (String server : servers) {
            if (server.indexOf('/', server.startsWith(SERVICE) ? SERVICE.length() : 0) >= 0) {
                throw new IllegalArgumentException(
                        "in a list of hosts the chroot must be the last element, found \"" + server + "\"");
            }
        }
        return new HostList(servers(servers, hosts.toString()), withChroot ? last : "");
    }

    /** Returns the connection string. */
    @Override
    public String toString() {
        return String.join(",", servers.stream().map(HostPort::toString).toList()) + chroot;
    }

    private static List<HostPort> servers(List<String> parts, String source) {
        List<HostPort> servers = new ArrayList<>();
        for (String part : parts) {
            String server = part.replace(" ", "").trim();
            if (!server.isEmpty()) {
                servers.add(server(server));
            }
        }
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("no server in \"" + source + "\"");
        }
        return servers;
    }

    private static HostPort server(String server) {
        if (server.startsWith(SERVICE)) {
            return HostPort.service(lower(server.substring(SERVICE.length())));
        }
        if (server.startsWith("[")) {
            int end = server.indexOf(']');
            if (end < 0) {
                throw new IllegalArgumentException("missing ] in \"" + server + "\"");
            }
            return new HostPort(server.substring(1, end), port(server.substring(end + 1), server));
        }
        int colon = server.indexOf(':');
        if (colon < 0) {
            return new HostPort(lower(server), DEFAULT_PORT);
        }
        if (server.indexOf(':', colon + 1) >= 0) {
            throw new IllegalArgumentException("an IPv6 address needs brackets: \"" + server + "\"");
        }
        return new HostPort(lower(server.substring(0, colon)), port(server.substring(colon), server));
    }

    private static int port(String colonAndPort, String source) {
        if (colonAndPort.isEmpty()) {
            return DEFAULT_PORT;
        }
        if (!PORT.matcher(colonAndPort).matches()) {
            throw new IllegalArgumentException("bad port in \"" + source + "\"");
        }
        int port = Integer.parseInt(colonAndPort.substring(1));
        if (port == 0) {
            throw new IllegalArgumentException("port out of range in \"" + source + "\"");
        }
        return port;
    }

    private static String lower(String host) {
        return host.toLowerCase(java.util.Locale.ROOT);
    }
}
