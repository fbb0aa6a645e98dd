package io.kazoo.handler.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kazoo.EventType;
import io.kazoo.KazooState;
import io.kazoo.RetryPolicy;
import io.kazoo.WatchedEvent;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.ForceRetryException;
import io.kazoo.exceptions.NoNodeException;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The face of Vert.x: where things arrive, in what order, and when it all ends. */
class FutureClientTest extends Face {
    @ParameterizedTest
    @EnumSource(
            value = ThreadingModel.class,
            names = {"EVENT_LOOP", "WORKER"})
    void everythingArrivesOnTheCallersContextInOrder(ThreadingModel model) throws Exception {
        Context context = context(model);
        List<Object> seen = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> done = new CompletableFuture<>();
        context.runOnContext(nothing -> {
            zk.addListener(state -> seen.add(here(context, state)));
            zk.exists("/a", event -> seen.add(here(context, event.type())))
                    .onSuccess(stat -> seen.add(here(context, "watched")));
            zk.create("/a").onSuccess(path -> seen.add(here(context, "created")));
            zk.get("/none").onFailure(failure -> seen.add(here(context, failure.getClass())));
            for (int i = 0; i < 20; i++) {
                int number = i;
                zk.get("/a").onSuccess(node -> seen.add(here(context, number)));
            }
            zk.stop().onSuccess(stopped -> {
                seen.add(here(context, "stopped"));
                done.complete(null);
            });
        });
        get(done);
        List<Object> expected =
                new java.util.ArrayList<>(List.of("watched", EventType.CREATED, "created", NoNodeException.class));
        IntStream.range(0, 20).forEach(expected::add);
        expected.add(KazooState.LOST);
        expected.add("stopped");
        assertThat(seen).isEqualTo(expected);
    }

    private static Object here(Context context, Object what) {
        return context.equals(Vertx.currentContext()) ? what : what + " elsewhere";
    }

    @Test
    void failuresAreTheOnesOfTheOtherFaces() {
        assertThatThrownBy(() -> get(zk.get("/none"))).hasCauseInstanceOf(NoNodeException.class);
        assertThatThrownBy(() -> get(zk.delete("/none/deeper"))).hasCauseInstanceOf(NoNodeException.class);
        assertThatThrownBy(() -> get(zk.get("/a/../b"))).hasCauseInstanceOf(IllegalArgumentException.class);
        KazooVertxClient idle = KazooVertx.client(vertx, options());
        assertThatThrownBy(() -> get(idle.get("/"))).hasCauseInstanceOf(ConnectionClosedException.class);
        idle.close();
    }

    @Test
    void retryCallsOnTheCallersContextUntilItSucceeds() throws Exception {
        Context context = context(ThreadingModel.EVENT_LOOP);
        List<Object> calls = new CopyOnWriteArrayList<>();
        RetryPolicy quick = RetryPolicy.forever().withDelay(Duration.ofMillis(1));
        Future<String> result = inside(
                context,
                () -> zk.retry(quick, () -> {
                    calls.add(here(context, calls.size()));
                    return calls.size() < 3
                            ? Future.failedFuture(new ForceRetryException("again", null))
                            : Future.succeededFuture("done");
                }));
        assertThat(get(result)).isEqualTo("done");
        assertThat(calls).containsExactly(0, 1, 2);
    }

    @Test
    void aStreamOfEventsFollowsANode() throws Exception {
        get(zk.create("/a"));
        WatchStream events = zk.watchStream(16);
        List<WatchedEvent> seen = new CopyOnWriteArrayList<>();
        events.handler(event -> {
            seen.add(event);
            zk.exists("/a", events);
        });
        get(zk.exists("/a", events));
        for (int i = 1; i <= 5; i++) {
            get(zk.set("/a", new byte[i]));
            int count = i;
            eventually().until(() -> seen.size() == count);
            get(zk.sync("/a"));
        }
        assertThat(seen)
                .allMatch(event ->
                        event.type() == EventType.CHANGED && event.path().equals("/a"));
    }

    @Test
    void theSessionEndsWithItsVerticle() throws Exception {
        CompletableFuture<KazooVertxClient> made = new CompletableFuture<>();
        String id = get(vertx.deployVerticle(new AbstractVerticle() {
            @Override
            public void start(Promise<Void> started) {
                KazooVertxClient mine = KazooVertx.client(vertx, options());
                made.complete(mine);
                mine.start()
                        .compose(connected -> mine.create("/mine", new byte[0], io.kazoo.CreateMode.EPHEMERAL))
                        .<Void>mapEmpty()
                        .onComplete(started);
            }
        }));
        assertThat(get(zk.exists("/mine"))).isPresent();
        get(vertx.undeploy(id));
        assertThat(get(made).state()).isEqualTo(KazooState.LOST);
        assertThat(get(made).client().handler().isRunning()).isFalse();
        assertThat(isThereNow("/mine")).isFalse();
        get(get(made).close());
    }

    @Test
    void theSessionEndsWithTheVertx() throws Exception {
        Vertx mortal = Loops.newVertx(1);
        KazooVertxClient mine = KazooVertx.client(mortal, options());
        get(mine.start().compose(started -> mine.create("/mine", new byte[0], io.kazoo.CreateMode.EPHEMERAL)));
        get(mortal.close());
        assertThat(isThereNow("/mine")).isFalse();
    }

    private boolean isThereNow(String path) throws Exception {
        get(zk.sync("/"));
        return get(zk.exists(path)).isPresent();
    }

    @Test
    void closeMayBeCalledTwice() throws Exception {
        KazooVertxClient mine = KazooVertx.client(vertx, options());
        get(mine.start());
        Future<Void> first = mine.close();
        assertThat(mine.close()).isSameAs(first);
        get(first);
        assertThat(mine.state()).isEqualTo(KazooState.LOST);
    }

    @Test
    void whoSharesANameSharesTheSession() throws Exception {
        KazooVertxOptions shared = options().setShared(true).setName("shared by the test");
        KazooVertxClient first = KazooVertx.client(vertx, shared);
        KazooVertxClient second = KazooVertx.client(vertx, shared);
        KazooVertxClient other =
                KazooVertx.client(vertx, options().setShared(true).setName("another name"));
        get(Future.all(first.start(), second.start(), other.start()));
        assertThat(first.client()).isSameAs(second.client()).isNotSameAs(other.client());
        get(first.close());
        assertThat(get(second.exists("/"))).isPresent();
        get(second.close());
        assertThat(second.state()).isEqualTo(KazooState.LOST);
        get(other.close());

        KazooVertxClient next = KazooVertx.client(vertx, shared);
        get(next.start());
        assertThat(get(next.exists("/"))).isPresent();
        get(next.close());
    }
}
