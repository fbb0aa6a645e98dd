package io.kazoo.handler.vertx;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.kazoo.testing.ZooKeeperCluster;
import io.kazoo.testing.junit.ZooKeeperTest;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** What tests of the face share: a client on a real server, below a node of the test's own. */
@ZooKeeperTest
@ExtendWith(Loops.class)
abstract class Face {
    private static final int PATIENCE_SECONDS = 20;

    final Vertx vertx = Loops.shared();
    private String hosts;
    KazooVertxClient zk;

    @BeforeEach
    void startClient(ZooKeeperCluster cluster) throws Exception {
        String root = "/vertx-" + UUID.randomUUID();
        KazooVertxClient outside = KazooVertx.client(vertx, new KazooVertxOptions(cluster.connectString()));
        get(outside.start().compose(started -> outside.create(root)));
        get(outside.close());
        hosts = cluster.connectString() + root;
        zk = KazooVertx.client(vertx, options());
        get(zk.start());
    }

    @AfterEach
    void closeClient() throws Exception {
        get(zk.close());
    }

    final KazooVertxOptions options() {
        return new KazooVertxOptions("zookeeper://" + hosts);
    }

    final Context context(ThreadingModel model) {
        return ((VertxInternal) vertx).createContext(model);
    }

    static <T> T get(Future<T> future) throws Exception {
        return get(future.toCompletionStage().toCompletableFuture());
    }

    static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(PATIENCE_SECONDS, SECONDS);
    }

    /** Runs something on a context and waits for what it returns. */
    static <T> T inside(Context context, Callable<T> body) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        context.runOnContext(nothing -> {
            try {
                result.complete(body.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return get(result);
    }

    static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(PATIENCE_SECONDS)).pollInterval(Duration.ofMillis(5));
    }
}
