package io.kazoo.tck;

import static io.kazoo.tck.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.testing.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Minutes of work while every connection is cut once a second and now and then a session ends: nothing may grow, neither
 * here (threads, file descriptors, heap) nor on the server (watches, connections, sessions, nodes).
 *
 * <p>Too long for every build: the Maven profile {@code soak} runs it. The property {@code kazoo.soak.seconds} says how
 * long, 300 if it is not set. The figures of each round are printed.
 */
@Tag("soak")
public abstract class SoakContract extends ClientContract {
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("kazoo.soak.seconds", 300));

    /** The first warms up: code is compiled, pools and buffers reach their size. The second is what the others must match. */
    private static final int ROUNDS = 6;

    private static final int WORKERS = 8;

    private FaultProxy proxy;
    private final List<KazooClient> clients = new ArrayList<>();

    /** For subclasses. */
    protected SoakContract() {}

    @BeforeEach
    void startClients() {
        proxy = proxy();
        for (int i = 0; i < WORKERS; i++) {
            clients.add(startProxied());
        }
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void nothingGrowsUnderFaults() throws Exception {
        List<Footprint> footprints = new ArrayList<>();
        long operations = 0;
        for (int round = 0; round < ROUNDS; round++) {
            operations += work(LENGTH.dividedBy(ROUNDS), round);
            Footprint footprint = rest();
            footprints.add(footprint);
            System.out.printf(
                    "soak of %s, round %d: %s, %d operations%n", handler().name(), round, footprint, operations);
        }
        assertThat(operations).as("work was done").isGreaterThan(100L * WORKERS);
        Footprint early = footprints.get(1);
        for (Footprint later : footprints.subList(2, ROUNDS)) {
            later.assertNotGrownSince(early);
        }
    }

    /** Lets everyone work while connections are cut; returns how many operations have succeeded. */
    private long work(Duration length, int round) throws InterruptedException {
        CountDownLatch defect = new CountDownLatch(1);
        List<SoakWorker> workers = new ArrayList<>();
        for (KazooClient client : clients) {
            workers.add(new SoakWorker(client, workers.size(), this::startProxiedApart, defect));
        }
        workers.forEach(SoakWorker::start);
        try {
            for (long second = 1; second <= length.toSeconds() && !defect.await(1, TimeUnit.SECONDS); second++) {
                proxy.cut();
                if (second == length.toSeconds() / 2) {
                    expire(clients.get(round % WORKERS));
                }
            }
        } finally {
            workers.forEach(SoakWorker::stop);
        }
        long operations = 0;
        for (SoakWorker worker : workers) {
            operations += worker.finish();
        }
        return operations;
    }

    private KazooClient startProxiedApart() {
        KazooClient client = builder().hosts(proxied()).build();
        try {
            client.start(Waiting.LIMIT);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
        return client;
    }

    /** Waits until nothing is going on any more and measures. */
    private Footprint rest() {
        for (KazooClient client : clients) {
            eventually(() -> assertThat(client.state()).isEqualTo(KazooState.CONNECTED));
        }
        KazooClient client = clients.get(0);
        // A node whose create was answered with a lost connection is nobody's fault; a contender left behind would be.
        for (String child : client.getChildren("/")) {
            if (!SoakWorker.LOCK.endsWith(child)) {
                client.deleteRecursive("/" + child);
            }
        }
        eventually(() ->
                assertThat(client.getChildren(SoakWorker.LOCK)).as("contenders").isEmpty());
        return Footprint.measure(server());
    }
}
