package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.handler.Handler;
import io.kazoo.testing.ZooKeeperCluster;
import io.kazoo.testing.junit.ZooKeeperTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Level 2: clients cost memory and connections, but no threads. */
@SuppressWarnings("exports") // whoever extends it has kazoo-testing
@ZooKeeperTest(config = "maxClientCnxns=0")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class ManyClientsContract {
    private static final int CLIENTS = 1_000;
    private static final int THREADS = 8;
    private static final int HEAP_BYTES = 10 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** For the handler's tests. */
    protected ManyClientsContract() {}

    /** Makes the handler to be checked, not started. */
    protected abstract Handler newHandler();

    @Test
    void aThousandClientsOnOneHandlerAddNoThreads(ZooKeeperCluster cluster) {
        List<KazooClient> clients = new ArrayList<>();
        Set<Thread> before = platformThreads();
        try (Handler handler = newHandler()) {
            KazooClient first = newClient(handler, cluster);
            clients.add(first);
            first.start();
            long heapBefore = usedHeap();
            List<AsyncResult<?>> started = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                KazooClient client = newClient(handler, cluster);
                clients.add(client);
                started.add(client.async().start());
            }
            started.forEach(result -> assertThat(result.await(PATIENCE)).isTrue());
            List<AsyncResult<?>> answers = new ArrayList<>();
            clients.forEach(client -> answers.add(client.async().exists("/")));
            answers.forEach(answer -> answer.get(PATIENCE));
            Set<Thread> added = platformThreads();
            added.removeAll(before);
            assertThat(added).hasSizeLessThanOrEqualTo(THREADS);
            started.clear();
            answers.clear();
            long perClient = (usedHeap() - heapBefore) / CLIENTS;
            System.out.println(CLIENTS + " idle clients on " + handler + ": " + perClient + " bytes of heap each, "
                    + added.size() + " platform threads");
            assertThat(perClient).isLessThan(HEAP_BYTES);
            List<AsyncResult<?>> stopped = new ArrayList<>();
            clients.forEach(client -> stopped.add(client.async().stop()));
            stopped.forEach(result -> result.get(PATIENCE));
        }
    }

    private static KazooClient newClient(Handler handler, ZooKeeperCluster cluster) {
        return KazooClient.builder()
                .hosts(cluster.connectString())
                .handler(handler)
                .sessionTimeout(Duration.ofSeconds(30))
                .build();
    }

    private static Set<Thread> platformThreads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    /** Repeated, because what finalisers and references free is only seen the next time. */
    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
