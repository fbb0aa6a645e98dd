package io.kazoo.testing.containers;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.testcontainers.containers.Network;
import org.testcontainers.lifecycle.Startable;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;

/**
 * ZooKeeper servers in containers that form an ensemble, on a network of their own. Started it serves; every member can
 * be disturbed on its own.
 *
 * <pre>{@code
 * try (ZooKeeperEnsemble ensemble = new ZooKeeperEnsemble(3)) {
 *     ensemble.start();
 *     ensemble.leader().orElseThrow().kill();
 * }
 * }</pre>
 */
@SuppressWarnings("exports") // whoever sees this class has Testcontainers
public final class ZooKeeperEnsemble implements Startable {
    private static final int LARGEST = 7;

    private final Network network = Network.newNetwork();
    private final List<ZooKeeperContainer> members;

    /**
     * Members of the official image.
     *
     * @param size how many, 1 to 7
     */
    public ZooKeeperEnsemble(int size) {
        this(size, DockerImageName.parse(ZooKeeperContainer.IMAGE), member -> {});
    }

    /**
     * Members of an image, set up by the caller.
     *
     * @param size how many, 1 to 7
     * @param image as for {@link ZooKeeperContainer#ZooKeeperContainer(DockerImageName)}
     * @param everyMember called for each member, with what is particular to an ensemble already set
     */
    public ZooKeeperEnsemble(int size, DockerImageName image, Consumer<ZooKeeperContainer> everyMember) {
        if (size < 1 || size > LARGEST) {
            throw new IllegalArgumentException("An ensemble has 1 to " + LARGEST + " members: " + size);
        }
        String servers = IntStream.rangeClosed(1, size)
                .mapToObj(id -> "server." + id + "=" + name(id) + ":2888:3888;2181")
                .collect(Collectors.joining(" "));
        members = IntStream.rangeClosed(1, size)
                .mapToObj(id -> {
                    ZooKeeperContainer member = new ZooKeeperContainer(image)
                            .withNetwork(network)
                            .withNetworkAliases(name(id))
                            .withEnv("ZOO_MY_ID", String.valueOf(id))
                            .withEnv("ZOO_SERVERS", servers)
                            // After a cut a member may have another address than the one it bound first.
                            .withConfig("quorumListenOnAllIPs", "true");
                    everyMember.accept(member);
                    return member;
                })
                .toList();
    }

    private static String name(int id) {
        return "zoo" + id;
    }

    /**
     * Starts all members at once, and waits until each serves.
     *
     * @throws org.testcontainers.containers.ContainerLaunchException if one does not; none is left then
     */
    @Override
    public void start() {
        try {
            Startables.deepStart(members).join();
        } catch (CompletionException e) {
            stop();
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Stops all members and removes them with their data. */
    @Override
    public void stop() {
        members.forEach(ZooKeeperContainer::stop);
        network.close();
    }

    /** The members, in the order of their ids. */
    public List<ZooKeeperContainer> members() {
        return members;
    }

    /** Where clients reach all members, as for {@code KazooClientBuilder.hosts}. */
    public String connectString() {
        return members.stream().map(ZooKeeperContainer::connectString).collect(Collectors.joining(","));
    }

    /** The member that leads; empty while there is none. A single server does not lead. */
    public Optional<ZooKeeperContainer> leader() {
        return members.stream().filter(ZooKeeperContainer::isLeader).findFirst();
    }

    /**
     * Waits until every member serves.
     *
     * @throws IllegalStateException if one does not within the limit, or the thread is interrupted
     */
    public void awaitServing(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        members.forEach(member -> member.awaitServing(Duration.ofNanos(Math.max(0, deadline - System.nanoTime()))));
    }
}
