package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.ClientId;
import io.kazoo.KazooClient;
import io.kazoo.NodeData;
import io.kazoo.exceptions.BadVersionException;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.KazooException;
import io.kazoo.exceptions.Outcome;
import io.kazoo.exceptions.SessionExpiredException;
import io.kazoo.exceptions.TransactionFailedException;
import io.kazoo.testing.FaultProxy;
import io.kazoo.testing.ManagedZooKeeper;
import io.kazoo.testing.ZooKeeperCluster;
import io.kazoo.testing.history.HistoryRecorder;
import io.kazoo.testing.history.Linearizability;
import io.kazoo.testing.history.SessionOrder;
import io.kazoo.testing.history.SessionOrder.Seen;
import io.kazoo.testing.history.VersionedRegister;
import io.kazoo.testing.history.VersionedRegister.Check;
import io.kazoo.testing.history.VersionedRegister.Input;
import io.kazoo.testing.history.VersionedRegister.Output;
import io.kazoo.testing.history.VersionedRegister.Write;
import io.kazoo.testing.junit.ZooKeeperTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Several clients write one node of an ensemble while connections are cut and the leader dies: what each was told about its
 * writes agrees with one order of all of them, and no client sees the node go back.
 */
@ZooKeeperTest(servers = 3)
@SuppressWarnings("exports") // who runs it has kazoo-testing
public abstract class RegisterHistoryContract extends RecipeScenario {
    private static final String PATH = "/register";
    private static final int WORKERS = 4;
    private static final Duration LENGTH = Duration.ofSeconds(3);
    private static final int LONGEST_PAUSE_MILLIS = 200;

    private final HistoryRecorder<Input, Output> history = new HistoryRecorder<>(RegisterHistoryContract::isInDoubt);
    private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean running = new AtomicBoolean(true);

    /** For subclasses. */
    protected RegisterHistoryContract() {}

    @AfterEach
    void heal(ZooKeeperCluster cluster) {
        cluster.heal(LIMIT);
    }

    @Test
    void allWritesHaveOneOrder(ZooKeeperCluster cluster) throws Exception {
        observer().create(PATH, "first".getBytes(UTF_8));
        List<FaultProxy> proxies = cluster.servers().stream()
                .map(server -> closeLater(FaultProxy.to(server.socketAddress())))
                .toList();
        List<CompletableFuture<Integer>> workers = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            String name = "worker " + i;
            Random random = new Random(i);
            KazooClient client = startClient(builder -> builder.hosts(connectString(proxies)));
            workers.add(inBackground(() -> work(client, name, random)));
        }
        disturb(cluster, proxies);
        running.set(false);
        for (CompletableFuture<Integer> worker : workers) {
            assertThat(resultOf(worker)).as("answers to each worker").isGreaterThan(10);
        }
        assertThat(Linearizability.violation(new VersionedRegister("first", 0), history.calls()))
                .isEmpty();
        assertThat(SessionOrder.violations(seen)).isEmpty();
    }

    private String connectString(List<FaultProxy> proxies) {
        return String.join(",", proxies.stream().map(FaultProxy::connectString).toList()) + chroot();
    }

    private void disturb(ZooKeeperCluster cluster, List<FaultProxy> proxies) {
        Random random = new Random(WORKERS);
        long begin = System.nanoTime();
        boolean isKilled = false;
        while (System.nanoTime() - begin < LENGTH.toNanos()) {
            handler().sleep(Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)));
            proxies.get(random.nextInt(proxies.size())).cut();
            if (!isKilled && System.nanoTime() - begin > LENGTH.toNanos() / 3) {
                isKilled = true;
                cluster.leader().ifPresent(ManagedZooKeeper::kill);
            }
        }
    }

    /** Returns how many calls were answered. */
    private int work(KazooClient client, String name, Random random) {
        int answered = 0;
        int version = 0;
        for (int i = 0; running.get(); i++) {
            Optional<NodeData> node = look(client, name);
            version = node.map(found -> found.stat().version()).orElse(version);
            Input input = switch (random.nextInt(3)) {
                case 0 -> new Write(name + " " + i, VersionedRegister.ANY);
                case 1 -> new Write(name + " " + i, version);
                default -> new Check(version);
            };
            answered += history.call(name, input, () -> ask(client, input)) ? 1 : 0;
        }
        return answered;
    }

    private Optional<NodeData> look(KazooClient client, String name) {
        try {
            Optional<ClientId> session = client.clientId();
            NodeData node = client.get(PATH);
            if (session.isPresent() && session.equals(client.clientId())) {
                seen.add(new Seen(name + " in " + session, node.stat().version()));
            }
            return Optional.of(node);
        } catch (KazooException e) {
            return Optional.empty(); // the connection was cut
        }
    }

    private static Output ask(KazooClient client, Input input) {
        try {
            if (input instanceof Write write) {
                return new Output.Version(client.set(PATH, write.value().getBytes(UTF_8), write.version())
                        .version());
            }
            int version = ((Check) input).version();
            client.transaction().check(PATH, version).commitOrThrow();
            return new Output.Version(version);
        } catch (BadVersionException e) {
            return new Output.Refused();
        } catch (TransactionFailedException e) {
            if (e.getCause() instanceof BadVersionException) {
                return new Output.Refused();
            }
            throw e;
        }
    }

    private static boolean isInDoubt(Exception failure) {
        assertThat(failure).as("what a lost connection may cause").isInstanceOf(KazooException.class);
        if (failure instanceof ConnectionLossException lost) {
            return lost.outcome() == Outcome.MAYBE_APPLIED;
        }
        return failure instanceof SessionExpiredException;
    }
}
