package io.kazoo.testing.containers;

import com.github.dockerjava.api.model.ContainerNetwork;
import io.kazoo.testing.ServerStatus;
import io.kazoo.testing.support.Poll;
import io.kazoo.testing.support.PortBlock;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * A ZooKeeper server in a container, with the faults that {@link io.kazoo.testing.ManagedZooKeeper} knows: it can be
 * suspended, killed, started again with its data, and cut from the network. It keeps its port through all of them.
 *
 * <p>The image is the official one unless another is given, which has to understand the same variables ({@code ZOO_*}).
 * Started it serves. As with every container of Testcontainers, settings are for before the start, and one thread at a
 * time uses it.
 */
@SuppressWarnings("exports") // whoever sees this class has Testcontainers
public final class ZooKeeperContainer extends GenericContainer<ZooKeeperContainer> {
    /** The official image. */
    public static final String IMAGE = "zookeeper:3.9";

    private static final int CLIENT_PORT = 2181;
    private static final Duration STARTUP_LIMIT = Duration.ofMinutes(2);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(1);

    private final List<String> configuration = new ArrayList<>();
    private final Network ownNetwork = Network.newNetwork();
    private @Nullable PortBlock ports;

    /** A server of the official image. */
    public ZooKeeperContainer() {
        this(DockerImageName.parse(IMAGE));
    }

    /**
     * A server of another image.
     *
     * @param image the official one in another version, or one declared to be a substitute for it
     */
    public ZooKeeperContainer(DockerImageName image) {
        super(image);
        image.assertCompatibleWith(DockerImageName.parse("zookeeper"));
        setNetwork(ownNetwork);
        addExposedPort(CLIENT_PORT);
        addEnv("ZOO_4LW_COMMANDS_WHITELIST", "*");
        setWaitStrategy(new UntilItServes());
        setStartupAttempts(1);
    }

    /** Sets the server's unit of time, a whole number of milliseconds; the image's default is two seconds. */
    public ZooKeeperContainer withTickTime(Duration tickTime) {
        return withEnv("ZOO_TICK_TIME", String.valueOf(tickTime.toMillis()));
    }

    /**
     * Adds a line to the server's configuration.
     *
     * @param name such as {@code "maxSessionTimeout"}
     * @param value without blanks, which the image's variable for this cannot hold
     */
    public ZooKeeperContainer withConfig(String name, String value) {
        String line = name + "=" + value;
        if (line.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("A blank in " + line);
        }
        configuration.add(line);
        return this;
    }

    /** Called by Testcontainers before each start. */
    @Override
    protected void configure() {
        addEnv("ZOO_CFG_EXTRA", String.join(" ", configuration));
        release();
        PortBlock reserved = PortBlock.reserve();
        ports = reserved;
        // Of a port that the engine chooses, another one comes with each restart.
        setPortBindings(List.of(reserved.client() + ":" + CLIENT_PORT));
    }

    /** Stops the server and removes it with its data; nothing happens if it is not there. */
    @Override
    public void stop() {
        super.stop();
        ownNetwork.close();
        release();
    }

    private void release() {
        PortBlock reserved = ports;
        ports = null;
        if (reserved != null) {
            reserved.close();
        }
    }

    /** Where clients reach the server. */
    public InetSocketAddress socketAddress() {
        return new InetSocketAddress(getHost(), getMappedPort(CLIENT_PORT));
    }

    /** Where clients reach the server, as for {@code KazooClientBuilder.hosts}. */
    public String connectString() {
        return getHost() + ":" + getMappedPort(CLIENT_PORT);
    }

    /** Tells whether it serves reads and writes; waits for an answer for at most a second. */
    public boolean isServing() {
        return ServerStatus.serves(socketAddress(), ANSWER_LIMIT);
    }

    /** Tells whether it leads an ensemble; waits for an answer for at most a second. */
    public boolean isLeader() {
        return ServerStatus.leads(socketAddress(), ANSWER_LIMIT);
    }

    /**
     * Waits until it serves reads and writes.
     *
     * @throws IllegalStateException if it does not within the limit, or the thread is interrupted
     */
    public void awaitServing(Duration limit) {
        Poll.until(limit, this::isServing, () -> getContainerName() + " serves. It wrote:\n" + getLogs());
    }

    /** Stops its processes without ending them: connections stay, nobody answers. */
    public void suspend() {
        getDockerClient().pauseContainerCmd(getContainerId()).exec();
    }

    /** Lets its processes go on after {@link #suspend()}. */
    public void resume() {
        getDockerClient().unpauseContainerCmd(getContainerId()).exec();
    }

    /** Ends it by SIGKILL; its data stay. */
    public void kill() {
        getDockerClient().killContainerCmd(getContainerId()).exec();
    }

    /** Kills it if it runs, and starts it again with its data. {@link #awaitServing} waits for what comes of it. */
    public void restart() {
        getDockerClient().restartContainerCmd(getContainerId()).withTimeout(0).exec();
    }

    /** Takes it from the network: neither clients nor other members reach it, and it reaches nobody. It goes on running. */
    public void cut() {
        getDockerClient()
                .disconnectFromNetworkCmd()
                .withNetworkId(getNetwork().getId())
                .withContainerId(getContainerId())
                .withForce(true)
                .exec();
    }

    /** Puts it back after {@link #cut()}. */
    public void mend() {
        getDockerClient()
                .connectToNetworkCmd()
                .withNetworkId(getNetwork().getId())
                .withContainerId(getContainerId())
                .withContainerNetwork(new ContainerNetwork().withAliases(getNetworkAliases()))
                .exec();
    }

    /** An object is itself only: containers are not values. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    private static final class UntilItServes extends AbstractWaitStrategy {
        UntilItServes() {
            withStartupTimeout(STARTUP_LIMIT);
        }

        @Override
        protected void waitUntilReady() {
            InetSocketAddress server =
                    new InetSocketAddress(waitStrategyTarget.getHost(), waitStrategyTarget.getMappedPort(CLIENT_PORT));
            Poll.until(startupTimeout, () -> ServerStatus.serves(server, ANSWER_LIMIT), () -> server + " serves");
        }
    }
}
