package io.kazoo.cli;

import io.kazoo.HostList;
import io.kazoo.HostPort;
import io.kazoo.testing.ManagedZooKeeper;
import io.kazoo.testing.ZooKeeperCluster;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The servers: the demo's own, which it may kill, or the user's, which it may not. */
final class Ensemble implements AutoCloseable {
    private static final int SERVERS = 3;

    private final @Nullable ZooKeeperCluster cluster;
    private final List<Member> members;
    private final HostList hosts;

    private Ensemble(@Nullable ZooKeeperCluster cluster, List<Member> members, HostList hosts) {
        this.cluster = cluster;
        this.members = members;
        this.hosts = hosts;
    }

    /** Starts three servers; returns when they serve. */
    static Ensemble launch() {
        try {
            ZooKeeperCluster cluster = ZooKeeperCluster.launch(SERVERS);
            List<Member> members = IntStream.range(0, SERVERS)
                    .mapToObj(i ->
                            new Member("server " + (i + 1), cluster.server(i).socketAddress()))
                    .toList();
            return new Ensemble(cluster, members, HostList.parse(cluster.connectString()));
        } catch (IllegalStateException e) {
            throw CommandException.failed("the servers could not be started: " + e.getMessage());
        }
    }

    /** Takes the user's ensemble. Names that have no address are left out. */
    static Ensemble of(HostList hosts) {
        List<Member> members = hosts.servers().stream()
                .map(Ensemble::member)
                .filter(Ensemble::isResolved)
                .toList();
        return new Ensemble(null, members, hosts);
    }

    private static Member member(HostPort server) {
        return new Member(server.toString(), new InetSocketAddress(server.host(), server.port()));
    }

    private static boolean isResolved(Member member) {
        return !member.address().isUnresolved();
    }

    /** Tells whether its servers may be killed. */
    boolean isOwn() {
        return cluster != null;
    }

    List<Member> members() {
        return members;
    }

    HostList hosts() {
        return hosts;
    }

    String chroot() {
        return hosts.chroot();
    }

    /** Tells whether one of its own servers is the leader. */
    boolean isLeader(Member member) {
        return server(member).isLeader();
    }

    /** Kills one of its own servers with SIGKILL. */
    void kill(Member member) {
        server(member).kill();
    }

    /** Starts it again. */
    void restart(Member member) {
        server(member).start();
    }

    private ManagedZooKeeper server(Member member) {
        if (cluster == null) {
            throw new IllegalStateException("the user's servers are left alone");
        }
        return cluster.memberAt(member.address()).orElseThrow();
    }

    /** Ends its own servers, and nothing is left of them. */
    @Override
    public void close() {
        if (cluster != null) {
            cluster.close();
        }
    }
}
