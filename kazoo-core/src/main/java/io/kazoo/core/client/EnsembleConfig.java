package io.kazoo.core.client;

import io.kazoo.HostPort;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The configuration of an ensemble as servers keep it, as far as it matters to clients.
 *
 * @param version grows with each change; -1 if the configuration tells none
 * @param members where clients reach the servers; those that tell no port for clients are left out
 */
record EnsembleConfig(long version, List<HostPort> members) {
    private static final Pattern VERSION = Pattern.compile("version=([0-9a-f]{1,16})");

    /** {@code server.1=host:2888:3888:participant;client:2181}, where the client's host may be missing, or in brackets. */
    private static final Pattern MEMBER =
            Pattern.compile("server\\.\\d+=(\\[[^]]+]|[^:;|]+):[^;]*;(?:(\\[[^]]+]|[^:]+):)?(\\d{1,5})");

    /** A server listens on all addresses of its machine: where that is, its own host tells. */
    private static final Pattern ANYWHERE = Pattern.compile("[0:.]+");

    /** Reads what servers tell; lines that cannot be understood are left out. */
    static EnsembleConfig read(byte[] data) {
        long version = -1;
        Set<HostPort> members = new LinkedHashSet<>();
        for (String line : new String(data, StandardCharsets.UTF_8)
                .lines()
                .map(String::trim)
                .toList()) {
            Matcher versionLine = VERSION.matcher(line);
            Matcher member = MEMBER.matcher(line);
            if (versionLine.matches()) {
                version = Long.parseUnsignedLong(versionLine.group(1), 16);
            } else if (member.matches()) {
                addMember(members, member);
            }
        }
        return new EnsembleConfig(version, List.copyOf(members));
    }

    private static void addMember(Set<HostPort> members, Matcher member) {
        String client = member.group(2);
        String host =
                client == null || ANYWHERE.matcher(withoutBrackets(client)).matches() ? member.group(1) : client;
        try {
            HostPort server = new HostPort(withoutBrackets(host), Integer.parseInt(member.group(3)));
            if (!server.isService()) {
                members.add(server);
            }
        } catch (IllegalArgumentException e) {
            // a host or a port that nobody can connect to
        }
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /**
     * Returns the servers of a client from now on. What it calls a member by stays, and so does a name that could not be
     * looked up; members that it has no name for are added as the configuration names them; hosts that are not members go.
     *
     * @param hosts the servers so far
     * @param addresses of all hosts; none of those that could not be looked up
     * @return the servers, or those so far if none of them is a member: the client then reaches the ensemble in a way that
     *     the configuration does not know
     */
    List<HostPort> follow(List<HostPort> hosts, Map<String, List<InetAddress>> addresses) {
        Set<HostPort> kept = new LinkedHashSet<>();
        List<HostPort> unnamed = new ArrayList<>(members);
        for (HostPort host : hosts) {
            boolean first = unnamed.removeIf(member -> isSame(host, member, addresses));
            boolean another =
                    !members.contains(host) && members.stream().anyMatch(member -> isSame(host, member, addresses));
            if (first || another || !isKnown(host, addresses)) {
                kept.add(host);
            }
        }
        if (unnamed.size() == members.size()) {
            return hosts;
        }
        kept.addAll(unnamed);
        return List.copyOf(kept);
    }

    private static boolean isKnown(HostPort host, Map<String, List<InetAddress>> addresses) {
        return !addresses.getOrDefault(host.host(), List.of()).isEmpty();
    }

    private static boolean isSame(HostPort host, HostPort member, Map<String, List<InetAddress>> addresses) {
        if (host.port() != member.port()) {
            return false;
        }
        List<InetAddress> known = addresses.getOrDefault(host.host(), List.of());
        return host.host().equalsIgnoreCase(member.host())
                || addresses.getOrDefault(member.host(), List.of()).stream().anyMatch(known::contains);
    }
}
