package io.kazoo.handler.vertx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.ClientId;
import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import io.kazoo.KazooState;
import io.kazoo.NodeRead;
import io.kazoo.NodeReadResult;
import io.kazoo.TransactionResult;
import io.kazoo.TransactionResult.Changed;
import io.kazoo.TransactionResult.Created;
import io.kazoo.WatchMode;
import io.kazoo.WatchType;
import io.kazoo.Watcher;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.exceptions.RequestTimeoutException;
import io.kazoo.exceptions.TransactionFailedException;
import io.kazoo.testing.ZooKeeperCluster;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Transactions, watches that stay and views on the face of Vert.x; what they do is the contract of every client. */
class FutureOperationsTest extends Face {
    private static final byte[] DATA = "data".getBytes(UTF_8);

    @Test
    void aTransactionIsCommittedOnTheContextThatSaysSo() throws Exception {
        FutureTransaction transaction = zk.transaction().create("/a").set("/a", DATA);
        Context context = context(ThreadingModel.EVENT_LOOP);
        Context[] told = new Context[1];
        List<TransactionResult> results =
                get(inside(context, () -> transaction.commit().onComplete(done -> told[0] = Vertx.currentContext())));
        assertThat(results.get(0)).isEqualTo(new Created("/a", null));
        assertThat(results.get(1)).isInstanceOf(Changed.class);
        assertThat(told[0]).isEqualTo(context);
    }

    @Test
    void whatIsWrongFailsTheFuture() {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> get(zk.transaction().create("../a").commit()))
                .withCauseInstanceOf(IllegalArgumentException.class);
        FutureTransaction transaction = zk.transaction().create("/a").delete("/none");
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> get(transaction.commitOrThrow()))
                .withCauseInstanceOf(TransactionFailedException.class);
        assertThatExceptionOfType(ExecutionException.class)
                .as("committed once")
                .isThrownBy(() -> get(transaction.commit()))
                .withCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsCreatedForCertainIsDeletedForCertain() throws Exception {
        String path = get(zk.createProtected("/a", DATA, CreateOptions.of(CreateMode.PERSISTENT)));
        assertThat(path).matches("/_c_[0-9a-f-]{36}-a");
        assertThat(get(zk.exists(path))).isPresent();
        get(zk.deleteGuaranteed(path));
        assertThat(get(zk.exists(path))).isEmpty();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> get(zk.deleteGuaranteed(path)))
                .withCauseInstanceOf(NoNodeException.class);
    }

    @Test
    void aViewHasATimeOfItsOwnForRequests(ZooKeeperCluster cluster) throws Exception {
        assertThat(get(zk.withTimeout(Duration.ofSeconds(30)).exists("/"))).isPresent();
        cluster.server(0).suspend();
        try {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> get(zk.withTimeout(Duration.ofNanos(1)).exists("/")))
                    .withCauseInstanceOf(RequestTimeoutException.class);
        } finally {
            cluster.server(0).resume();
        }
    }

    @Test
    void theSessionMayBeLeftToAnother() throws Exception {
        ClientId session = zk.client().clientId().orElseThrow();
        assertThat(get(zk.detach())).contains(session);
        assertThat(zk.state()).isEqualTo(KazooState.LOST);
    }

    @Test
    void aFunctionNotesTheSteps() throws Exception {
        assertThat(get(zk.transaction(transaction -> transaction.create("/a").create("/a/b"))))
                .hasSize(2);
        assertThat(get(zk.multiRead(List.of(NodeRead.children("/a")))))
                .containsExactly(new NodeReadResult.Children(List.of("b")));
        assertThat(get(zk.getAllChildrenNumber("/a"))).isOne();
    }

    @Test
    void aWatchThatStaysIsCalledOnItsContext() throws Exception {
        Context context = context(ThreadingModel.EVENT_LOOP);
        List<Object> told = new CopyOnWriteArrayList<>();
        Watcher watcher = event -> told.add(event.path() + (context.equals(Vertx.currentContext()) ? "" : "?"));
        get(inside(context, () -> zk.addWatch("/", WatchMode.PERSISTENT_RECURSIVE, watcher)));
        get(zk.create("/a").compose(created -> zk.create("/a/b")));
        eventually().untilAsserted(() -> assertThat(told).isEqualTo(List.of("/a", "/a/b")));
        assertThat(get(zk.removeWatch("/", WatchType.ANY, watcher))).isTrue();
        assertThat(get(zk.checkWatches("/", WatchType.ANY))).isFalse();
    }

    @Test
    void aViewHasOtherPathsAndTheSameSession() throws Exception {
        get(zk.create("/a"));
        KazooVertxClient view = zk.chroot("/a");
        Future<String> created = view.create("/b", DATA);
        assertThat(get(created)).isEqualTo("/b");
        assertThat(get(zk.getChildren("/a"))).containsExactly("b");
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> get(view.get("/none")))
                .havingCause()
                .isInstanceOfSatisfying(
                        NoNodeException.class,
                        failure -> assertThat(failure.path()).hasValue("/none"));
        assertThat(view.client().clientId()).isEqualTo(zk.client().clientId());
        get(view.close());
        assertThat(zk.client().isConnected()).isFalse();
    }
}
