package io.kazoo.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kazoo.KazooClient;
import io.kazoo.NodeData;
import io.kazoo.RetryPolicy;
import io.kazoo.handler.Handler;
import io.kazoo.handler.loom.LoomHandler;
import io.kazoo.handler.threading.ThreadingHandler;
import io.kazoo.handler.vertx.VertxHandler;
import io.kazoo.testing.FaultProxy;
import io.kazoo.testing.ManagedZooKeeper;
import io.kazoo.testing.ZooKeeperCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Thirty clients, ten on each handler, use every recipe while the servers of an ensemble die one by one and connections
 * break. Nothing is ever held by more than can hold it, no number and no entry of a queue is lost or doubled, copies are
 * right in the end, everybody gets on once nothing breaks any more, and nothing is left behind.
 *
 * <p>The property {@code kazoo.chaos.seconds} says how long, {@code kazoo.seed} with which seed; the seed decides what is
 * done, not what comes of it.
 */
class ChaosTest {
    private static final int LENGTH_SECONDS = Integer.getInteger("kazoo.chaos.seconds", 20);
    private static final int GROUPS = 10;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<Handler> handlers = List.of(new ThreadingHandler(), new LoomHandler(), new VertxHandler());

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void nothingIsLostAndNothingHeldTwice() throws Exception {
        String given = System.getProperty("kazoo.seed", "");
        long seed = given.isBlank() ? System.nanoTime() : Long.parseLong(given);
        try (ZooKeeperCluster cluster = ZooKeeperCluster.launch(3)) {
            try {
                rage(cluster, seed);
            } catch (Throwable e) {
                throw new AssertionError("with -Dkazoo.seed=" + seed, e);
            } finally {
                close();
            }
        }
    }

    private void rage(ZooKeeperCluster cluster, long seed) throws Exception {
        List<FaultProxy> proxies = new ArrayList<>();
        for (ManagedZooKeeper server : cluster.servers()) {
            proxies.add(opened(FaultProxy.to(server.socketAddress())));
        }
        handlers.forEach(this::opened);
        String hosts = proxies.stream().map(FaultProxy::connectString).collect(Collectors.joining(","));
        List<KazooClient> clients = new ArrayList<>();
        for (int i = 0; i < GROUPS * handlers.size(); i++) {
            clients.add(started(hosts, handlers.get(i % handlers.size())));
        }
        KazooClient observer = started(cluster.connectString(), handlers.get(0));
        Run run = new Run(seed, new Judge(), clients, observer);
        List<Worker> workers = workers(run);
        workers.forEach(Worker::start);
        Troublemaker troublemaker = new Troublemaker(cluster, proxies, seed);
        troublemaker.rage(Duration.ofSeconds(LENGTH_SECONDS));
        workers.forEach(Worker::calm);
        await("progress of everybody")
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(workers.stream()
                                .filter(worker -> !worker.hasSucceeded())
                                .map(worker -> worker.name))
                        .isEmpty());
        judge(run, workers);
        awaitNothingLeft(cluster, observer);
        print(seed, workers, troublemaker);
    }

    private static void judge(Run run, List<Worker> workers) throws Exception {
        workers.forEach(Worker::end);
        for (Worker worker : workers) {
            worker.join(LIMIT);
        }
        for (Worker worker : workers) {
            worker.verify();
        }
        for (Worker worker : workers) {
            worker.close();
        }
        assertThat(run.judge().violations()).isEmpty();
    }

    private List<Worker> workers(Run run) {
        int each = handlers.size();
        Counters.Tally tally = new Counters.Tally();
        Books queue = new Books("queue", run.judge());
        Books locking = new Books("locking queue", run.judge());
        Set<String> members = ConcurrentHashMap.newKeySet();
        List<Worker> workers = new ArrayList<>();
        for (int number = 0; number < GROUPS * each; number++) {
            workers.add(
                    switch (number / each) {
                        case 0 -> new Holders.Locks(run, number);
                        case 1 -> new Holders.ReadWriteLocks(run, number);
                        case 2 -> new Holders.Semaphores(run, number);
                        case 3 -> new Holders.Elections(run, number);
                        case 4 -> new Holders.Latches(run, number);
                        case 5 -> new Counters(run, number, tally);
                        case 6 -> new Queues.SimpleQueues(run, number, queue);
                        case 7 -> new Queues.LockingQueues(run, number, locking);
                        case 8 -> new Barriers(run, number, each, number % each == 0);
                        default -> new Members(run, number, members);
                    });
        }
        return workers;
    }

    /** Clients still run: what they leave behind now would stay. */
    private static void awaitNothingLeft(ZooKeeperCluster cluster, KazooClient observer) {
        await("nothing is left").atMost(LIMIT).untilAsserted(() -> {
            assertThat(ephemerals(observer, "/")).isEmpty();
            for (ManagedZooKeeper server : cluster.servers()) {
                assertThat(server.metrics()).containsEntry("zk_watch_count", "0");
            }
        });
    }

    private static List<String> ephemerals(KazooClient client, String path) {
        List<String> found = new ArrayList<>();
        for (String child : client.getChildren(path)) {
            String below = path.equals("/") ? path + child : path + "/" + child;
            if (!below.equals("/zookeeper")) {
                NodeData node = client.get(below);
                if (node.stat().ephemeralOwner() != 0) {
                    found.add(below);
                }
                found.addAll(ephemerals(client, below));
            }
        }
        return found;
    }

    private KazooClient started(String hosts, Handler handler) {
        RetryPolicy quick =
                RetryPolicy.forever().withDelay(Duration.ofMillis(5)).withMaxDelay(Duration.ofMillis(100));
        KazooClient client = opened(KazooClient.builder()
                .hosts(hosts)
                .handler(handler)
                .sessionTimeout(Duration.ofSeconds(4))
                .connectionRetry(quick)
                .commandRetry(quick)
                .build());
        client.start(LIMIT);
        return client;
    }

    private <T extends AutoCloseable> T opened(T resource) {
        opened.add(0, resource);
        return resource;
    }

    private void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    private void print(long seed, List<Worker> workers, Troublemaker troublemaker) {
        System.out.printf("chaos of %d s with seed %d: %s%n", LENGTH_SECONDS, seed, troublemaker.done());
        Map<String, long[]> figures = new TreeMap<>();
        for (Worker worker : workers) {
            String handler = worker.client.handler().name();
            long[] sums = figures.computeIfAbsent(worker.recipe() + " on " + handler, name -> new long[3]);
            sums[0] += worker.successes();
            sums[1] += worker.disturbed();
            sums[2] = Math.max(sums[2], worker.millisToProgress());
        }
        figures.forEach((what, sums) -> System.out.printf(
                "  %s: %d times, %d disturbed, on again after %d ms%n", what, sums[0], sums[1], sums[2]));
    }
}
