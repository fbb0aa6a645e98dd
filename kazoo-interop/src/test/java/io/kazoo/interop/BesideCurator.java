package io.kazoo.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kazoo.KazooClient;
import io.kazoo.testing.ManagedZooKeeper;
import io.kazoo.testing.ZooKeeperOptions;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** A server with a client of ours and one of Curator's, and a path of the test's own. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class BesideCurator {
    static final Duration LIMIT = Duration.ofSeconds(20);
    private static final AtomicInteger PATHS = new AtomicInteger();

    private static ManagedZooKeeper server;
    private static OfficialLoader official;
    static ForeignRecipes curator;
    static KazooClient client;
    static ExecutorService threads;

    final String path = "/shared-" + PATHS.incrementAndGet();

    @BeforeAll
    static void start() throws Exception {
        server = ManagedZooKeeper.launch(ZooKeeperOptions.defaults());
        official = new OfficialLoader();
        curator = official.openCurator(server.address());
        client = KazooClient.builder().hosts(server.address()).build();
        client.start();
        threads = Executors.newCachedThreadPool();
    }

    @AfterAll
    static void stop() throws Exception {
        threads.shutdownNow();
        client.close();
        curator.close();
        try {
            official.close();
        } finally {
            server.close();
        }
    }

    static <T> T resultOf(Future<T> future) throws Exception {
        return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    final void awaitChildren(int number) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(client.getChildren(path)).hasSize(number));
    }
}
