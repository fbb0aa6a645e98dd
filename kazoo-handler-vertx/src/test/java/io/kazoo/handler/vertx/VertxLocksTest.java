package io.kazoo.handler.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kazoo.exceptions.LockTimeoutException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Locks in the shape of Vert.x. */
class VertxLocksTest extends Face {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void workExcludesOtherWork() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        List<Integer> seen = new CopyOnWriteArrayList<>();
        List<Future<Integer>> all = IntStream.range(0, 10)
                .mapToObj(number -> VertxLocks.withLock(zk, "/lock", LIMIT, () -> {
                    seen.add(inside.incrementAndGet());
                    return zk.sync("/").map(path -> {
                        seen.add(inside.decrementAndGet());
                        return number;
                    });
                }))
                .toList();
        get(Future.all(all));
        assertThat(all).extracting(Future::result).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(seen).hasSize(20).containsOnly(0, 1).startsWith(1, 0, 1);
        assertThat(get(zk.getChildren("/lock"))).isEmpty();
    }

    @Test
    void howeverWorkEndsTheLockIsGivenBack() throws Exception {
        assertThatThrownBy(() -> get(VertxLocks.withLock(
                        zk, "/lock", LIMIT, () -> Future.failedFuture(new IllegalStateException("failed")))))
                .hasRootCauseMessage("failed");
        assertThatThrownBy(() -> get(VertxLocks.withLock(zk, "/lock", LIMIT, () -> {
                    throw new IllegalStateException("thrown");
                })))
                .hasRootCauseMessage("thrown");
        assertThat(get(zk.getChildren("/lock"))).isEmpty();
    }

    @Test
    void whoWaitsTooLongIsToldAndDoesNotWork() throws Exception {
        Promise<String> end = Promise.promise();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        Future<String> first = VertxLocks.withLock(zk, "/lock", LIMIT, () -> {
            begun.complete(null);
            return end.future();
        });
        get(begun);
        AtomicInteger worked = new AtomicInteger();
        assertThatThrownBy(() -> get(VertxLocks.withLock(zk, "/lock", Duration.ofMillis(100), () -> {
                    worked.incrementAndGet();
                    return Future.succeededFuture();
                })))
                .hasCauseInstanceOf(LockTimeoutException.class);
        end.complete("done");
        assertThat(get(first)).isEqualTo("done");
        assertThat(worked).hasValue(0);
    }

    @Test
    void workAndOutcomeAreOnTheCallersContext() throws Exception {
        Context context = context(ThreadingModel.EVENT_LOOP);
        CompletableFuture<Context> work = new CompletableFuture<>();
        CompletableFuture<Context> outcome = new CompletableFuture<>();
        context.runOnContext(nothing -> VertxLocks.withLock(zk, "/lock", LIMIT, () -> {
                    work.complete(Vertx.currentContext());
                    return Future.succeededFuture();
                })
                .onSuccess(done -> outcome.complete(Vertx.currentContext())));
        assertThat(get(work)).isSameAs(context);
        assertThat(get(outcome)).isSameAs(context);
    }
}
