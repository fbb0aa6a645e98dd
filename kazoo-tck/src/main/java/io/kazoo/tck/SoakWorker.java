package io.kazoo.tck;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import io.kazoo.KazooClient;
import io.kazoo.Watcher;
import io.kazoo.exceptions.KazooException;
import io.kazoo.exceptions.LockTimeoutException;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.Lock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One who works in a soak test: nodes, watches that fire, locks, now and then a client of its own. */
final class SoakWorker {
    static final String LOCK = "/lock";

    private final KazooClient client;
    private final Supplier<KazooClient> another;
    private final String node;
    private final Random random;
    private final Thread thread;
    private final CountDownLatch failed;
    private final AtomicInteger events = new AtomicInteger();
    private final Watcher watcher = event -> events.incrementAndGet();
    private volatile boolean stopped;
    private volatile @Nullable Throwable defect;
    private long operations;

    /**
     * Makes a worker.
     *
     * @param another starts another client, which the worker closes
     * @param failed counted down when something happens that must not
     */
    SoakWorker(KazooClient client, int number, Supplier<KazooClient> another, CountDownLatch failed) {
        this.client = client;
        this.another = another;
        this.failed = failed;
        this.node = "/soak-" + number;
        this.random = new Random(number);
        this.thread = new Thread(this::run, "soak-" + number);
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    void stop() {
        stopped = true;
    }

    /** Waits for the end; returns how many operations have succeeded. */
    long finish() throws InterruptedException {
        thread.join(Waiting.LIMIT.toMillis());
        if (thread.isAlive()) {
            AssertionError hanging = new AssertionError(thread.getName() + " hangs");
            hanging.setStackTrace(thread.getStackTrace());
            throw hanging;
        }
        if (defect != null) {
            throw new AssertionError(thread.getName() + " failed", defect);
        }
        return operations;
    }

    private void run() {
        try {
            while (!stopped) {
                try {
                    step();
                    operations++;
                } catch (KazooException e) {
                    // The connection or the session was lost in the middle of it: that is what happens here all the
                    // time.
                }
            }
        } catch (Throwable e) {
            defect = e;
            failed.countDown();
        }
    }

    private void step() {
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> watchedNode();
            case 4, 5, 6 -> lock();
            case 7, 8 -> tryLock();
            case 9, 10 -> pipeline();
            default -> anotherClient();
        }
    }

    /** Every watch set here fires here, or with the next step: none may be left on the server at the end. */
    private void watchedNode() {
        try {
            client.exists(node, watcher);
            client.create(node, node.getBytes(UTF_8), CreateMode.EPHEMERAL);
            client.get(node, watcher);
            client.getChildren(node, watcher);
        } finally {
            client.retry(() -> {
                client.ensurePath(node);
                client.deleteRecursive(node);
                return null;
            });
        }
    }

    private void lock() {
        try (Hold held = Lock.create(client, LOCK).acquire(Duration.ofMillis(1 + random.nextInt(200)))) {
            client.set(LOCK, Long.toString(held.fencingToken()).getBytes(UTF_8));
        } catch (LockTimeoutException e) {
            operations++;
        }
    }

    private void tryLock() {
        Lock.create(client, LOCK).tryAcquire().ifPresent(Hold::close);
    }

    private void pipeline() {
        String path = node + "-seq";
        for (int i = 0; i < 50; i++) {
            client.async()
                    .create(path, null, CreateMode.EPHEMERAL_SEQUENTIAL)
                    .thenCompose(made -> client.async().delete(made));
        }
        client.retry(() -> client.sync("/"));
    }

    private void anotherClient() {
        try (KazooClient mine = another.get()) {
            mine.create(
                    node + "/child",
                    null,
                    CreateOptions.of(CreateMode.PERSISTENT).withParents());
            mine.deleteRecursive(node);
        }
    }
}
