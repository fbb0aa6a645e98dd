package io.kazoo.testing;

import io.kazoo.testing.support.Environment;
import io.kazoo.testing.support.Poll;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An ensemble of real ZooKeeper servers, each in a JVM of its own, on free ports of the loopback address. Its members
 * are harmed and healed one by one through {@link #server(int)}.
 *
 * <pre>{@code
 * try (ZooKeeperCluster cluster = ZooKeeperCluster.launch(3)) {
 *     cluster.leader().orElseThrow().kill();
 *     cluster.awaitServing(Duration.ofSeconds(20));
 * }
 * }</pre>
 *
 * <p>A cluster of one is a server alone, without elections. All methods may be called from any thread.
 */
public final class ZooKeeperCluster implements AutoCloseable {
    private static final int LARGEST = 7;

    private final List<ManagedZooKeeper> servers;

    /** How many may lead; the others observe. */
    private final int voters;

    private ZooKeeperCluster(List<ManagedZooKeeper> servers, int voters) {
        this.servers = List.copyOf(servers);
        this.voters = voters;
    }

    /**
     * Starts as many servers as {@code ZOOKEEPER_CLUSTER_SIZE} says, without it one alone, with
     * {@linkplain ZooKeeperOptions#defaults() the default options}.
     */
    public static ZooKeeperCluster launch() {
        return launch(Environment.system().clusterSize().orElse(1));
    }

    /** Starts an ensemble with {@linkplain ZooKeeperOptions#defaults() the default options}. */
    public static ZooKeeperCluster launch(int servers) {
        return launch(servers, ZooKeeperOptions.defaults());
    }

    /**
     * Starts an ensemble, all members at once, and returns when all of them serve.
     *
     * @param servers how many members, 1 to 7
     * @param options how to set up each of them
     * @throws IllegalStateException if one does not start; the message holds the end of its log, and none is left
     */
    public static ZooKeeperCluster launch(int servers, ZooKeeperOptions options) {
        if (servers < 1 || servers > LARGEST) {
            throw new IllegalArgumentException("A cluster has 1 to " + LARGEST + " servers, not " + servers);
        }
        int voters = (int) IntStream.range(0, servers)
                .filter(member -> !options.isObserver(member))
                .count();
        return new ZooKeeperCluster(Launch.servers(servers, options), voters);
    }

    /** The members, whatever their state. */
    public List<ManagedZooKeeper> servers() {
        return servers;
    }

    /**
     * One member.
     *
     * @param index from 0
     */
    public ManagedZooKeeper server(int index) {
        return servers.get(index);
    }

    /** All members' addresses, separated by commas. */
    public String connectString() {
        return servers.stream().map(ManagedZooKeeper::address).collect(Collectors.joining(","));
    }

    /** The member that leads at this moment; empty while there is none, and in a cluster of one. */
    public Optional<ManagedZooKeeper> leader() {
        return servers.stream().filter(ManagedZooKeeper::isLeader).findFirst();
    }

    /** The member that listens for clients at this address, such as the peer of a client's connection. */
    public Optional<ManagedZooKeeper> memberAt(InetSocketAddress address) {
        return servers.stream()
                .filter(server -> server.port() == address.getPort())
                .findFirst();
    }

    /** The member to which this session's client is connected at this moment. */
    public Optional<ManagedZooKeeper> memberWithSession(long sessionId) {
        String session = "sid=0x" + Long.toHexString(sessionId) + ",";
        return servers.stream()
                .filter(server -> connections(server).contains(session))
                .findFirst();
    }

    /**
     * Waits until every member that runs and is not suspended serves, in agreement on a leader.
     *
     * @throws IllegalStateException if they do not within the limit
     */
    public void awaitServing(Duration limit) {
        Poll.until(limit, this::isServing, () -> "every running member serves: " + servers);
    }

    /**
     * Undoes what a test did: resumes what is suspended, starts what does not run, and waits until all serve.
     *
     * @param limit how long to wait for them to serve once they are started
     * @throws IllegalStateException if one does not start, or they do not serve within the limit
     */
    public void heal(Duration limit) {
        servers.stream().filter(ManagedZooKeeper::isSuspended).forEach(ManagedZooKeeper::resume);
        servers.forEach(ManagedZooKeeper::start);
        awaitServing(limit);
    }

    /** Closes all members. Further calls do nothing. */
    @Override
    public void close() {
        Launch.closeAll(servers);
    }

    @Override
    public String toString() {
        return "ZooKeeper cluster " + servers;
    }

    /**
     * Members that lost their leader, leaders that lost their followers and leaders of the past all say for a moment
     * longer what they were. So there has to be exactly one leader, and it has to be followed by the other active members.
     */
    private boolean isServing() {
        List<ManagedZooKeeper> active = servers.stream()
                .filter(server -> server.isRunning() && !server.isSuspended())
                .toList();
        long activeVoters =
                servers.subList(0, voters).stream().filter(active::contains).count();
        if (activeVoters <= voters / 2 || !active.stream().allMatch(ManagedZooKeeper::isServing)) {
            return false;
        }
        List<ManagedZooKeeper> leaders =
                active.stream().filter(ManagedZooKeeper::isLeader).toList();
        return servers.size() == 1 || (leaders.size() == 1 && isFollowedBy(leaders.get(0), active.size() - 1));
    }

    private static boolean isFollowedBy(ManagedZooKeeper leader, int others) {
        try {
            Map<String, String> metrics = leader.metrics();
            return number(metrics, "zk_synced_followers") + number(metrics, "zk_synced_observers") >= others;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static double number(Map<String, String> metrics, String name) {
        return Double.parseDouble(metrics.getOrDefault(name, "0"));
    }

    private static String connections(ManagedZooKeeper server) {
        if (!server.isRunning() || server.isSuspended()) {
            return "";
        }
        try {
            return server.ask("cons");
        } catch (UncheckedIOException e) {
            return "";
        }
    }
}
