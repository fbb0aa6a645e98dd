package io.kazoo.handler.vertx;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.AsyncResult;
import io.kazoo.exceptions.BlockingForbiddenException;
import io.kazoo.exceptions.ConfigurationException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.DialRequest;
import io.kazoo.handler.HandlerChoice;
import io.kazoo.handler.HandlerProvider;
import io.kazoo.handler.Lane;
import io.kazoo.handler.Timeout;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.NetServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is special about this handler. */
@ExtendWith(Loops.class)
class VertxHandlerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Loops.shared();
    private final VertxHandler handler = Loops.given();

    @AfterEach
    void close() {
        handler.close();
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), SECONDS);
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(PATIENCE.toSeconds(), SECONDS);
    }

    private static <T> T inside(Context context, Callable<T> body) throws Exception {
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

    private Context context(ThreadingModel model) {
        return ((VertxInternal) vertx).createContext(model);
    }

    @Test
    void theServiceLoaderFindsIt() {
        List<HandlerProvider> providers = ServiceLoader.load(HandlerProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals("vertx"))
                .toList();
        assertThat(providers).hasSize(1);
        assertThat(providers.get(0).create()).isInstanceOf(VertxHandler.class);
        assertThat(providers.get(0).isDefault()).isFalse();
    }

    @Test
    void insideAContextAnInstanceIsRequired() throws Exception {
        assertThat(HandlerChoice.choose(null, "vertx").handler()).isInstanceOf(VertxHandler.class);
        for (ThreadingModel model : List.of(ThreadingModel.EVENT_LOOP, ThreadingModel.WORKER)) {
            ConfigurationException refused = inside(context(model), () -> {
                assertThat(HandlerChoice.choose(handler, null).handler()).isSameAs(handler);
                try {
                    HandlerChoice.choose(null, "vertx");
                    return new ConfigurationException("not refused");
                } catch (ConfigurationException e) {
                    return e;
                }
            });
            assertThat(refused).hasMessageContaining("builder.handler(new VertxHandler(vertx))");
        }
    }

    @Test
    void anEventLoopIsToldWhatToCallInstead() throws Exception {
        handler.start();
        Deferred<String> result = handler.newDeferred(handler.newLane("test"));
        BlockingForbiddenException refused = inside(context(ThreadingModel.EVENT_LOOP), () -> {
            try {
                result.get();
                return null;
            } catch (BlockingForbiddenException e) {
                return e;
            }
        });
        assertThat(refused).hasMessageContaining("vert.x-eventloop-thread").hasMessageContaining("onComplete");
    }

    @Test
    void theEventLoopOfAnotherVertxMustNotWaitEither() throws Exception {
        Vertx other = Loops.newVertx(1);
        try {
            assertThat(inside(other.getOrCreateContext(), handler::mayBlock)).isFalse();
        } finally {
            get(other.close());
        }
    }

    @Test
    void workersMayWait() throws Exception {
        assertThat(waits(ThreadingModel.WORKER)).isEqualTo("settled");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads")
    void virtualThreadsMayWait() throws Exception {
        assertThat(waits(ThreadingModel.VIRTUAL_THREAD)).isEqualTo("settled");
    }

    private String waits(ThreadingModel model) throws Exception {
        handler.start();
        Deferred<String> result = handler.newDeferred(handler.newLane("test"));
        return inside(context(model), () -> {
            handler.schedule(Duration.ofMillis(10), () -> result.succeed("settled"));
            return result.get(PATIENCE);
        });
    }

    @Test
    void itRunsOnTheEventLoopItWasMadeOn() throws Exception {
        Context first = context(ThreadingModel.EVENT_LOOP);
        Context second = context(ThreadingModel.EVENT_LOOP);
        for (Context here : List.of(first, second)) {
            CompletableFuture<Thread> lane = new CompletableFuture<>();
            CompletableFuture<Thread> timer = new CompletableFuture<>();
            CompletableFuture<Context> seen = new CompletableFuture<>();
            Thread thread = inside(here, () -> {
                VertxHandler local = new VertxHandler(vertx);
                local.start();
                local.newLane("test").execute(() -> {
                    lane.complete(Thread.currentThread());
                    seen.complete(Vertx.currentContext());
                });
                local.schedule(Duration.ofMillis(1), () -> timer.complete(Thread.currentThread()));
                return Thread.currentThread();
            });
            assertThat(get(lane)).isSameAs(thread);
            assertThat(get(timer)).isSameAs(thread);
            assertThat(get(seen).owner()).isSameAs(vertx);
            assertThat(get(seen)).isNotSameAs(here);
        }
    }

    @Test
    void handlersMadeElsewhereTakeTurnsOnTheEventLoops() throws Exception {
        CompletableFuture<Thread> one = new CompletableFuture<>();
        CompletableFuture<Thread> other = new CompletableFuture<>();
        try (VertxHandler first = new VertxHandler(vertx);
                VertxHandler second = new VertxHandler(vertx)) {
            first.start();
            second.start();
            first.newLane("test").execute(() -> one.complete(Thread.currentThread()));
            second.newLane("test").execute(() -> other.complete(Thread.currentThread()));
            assertThat(get(one)).isNotSameAs(get(other));
        }
    }

    @Test
    void closingLeavesAGivenVertxAlone() throws Exception {
        handler.start();
        handler.close();
        assertThat(get(vertx.executeBlocking(() -> "works"))).isEqualTo("works");
    }

    @Test
    void bytesAreDeliveredOnTheEventLoopAsTheyWereRead() throws Exception {
        handler.start();
        NetServer server = get(vertx.createNetServer()
                .connectHandler(socket -> socket.handler(socket::write))
                .listen(0, "127.0.0.1"));
        Peeking listener = new Peeking();
        handler.dial(request(server, "localhost"), listener);
        get(listener.connected).write(java.nio.ByteBuffer.wrap(new byte[] {'h', 'i'}));
        assertThat(get(listener.received)).isEqualTo("hi");
        assertThat(get(listener.direct)).as("not copied").isTrue();
        CompletableFuture<Thread> lane = new CompletableFuture<>();
        handler.newLane("test").execute(() -> lane.complete(Thread.currentThread()));
        assertThat(get(listener.thread)).isSameAs(get(lane));
        get(server.close());
        assertThat(get(listener.closed)).isEqualTo("null");
    }

    private static DialRequest request(NetServer server, String host) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort());
        return new DialRequest(address, host, PATIENCE);
    }

    @Test
    void aVertxThatIsClosedFirstLeavesAHandlerThatRefuses() throws Exception {
        Vertx gone = Loops.newVertx(1);
        VertxHandler orphan = new VertxHandler(gone);
        orphan.start();
        get(gone.close());
        Lane lane = orphan.newLane("test");
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        lane.execute(() -> ran.complete(Thread.currentThread()));
        assertThat(get(ran)).isNotSameAs(Thread.currentThread());
        Timeout timeout = orphan.schedule(Duration.ofMillis(1), () -> {});
        assertThat(timeout.cancel()).isTrue();
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> orphan.offload(() -> {}));
        Peeking listener = new Peeking();
        orphan.dial(
                new DialRequest(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), "localhost", PATIENCE),
                listener);
        assertThatExceptionOfType(java.util.concurrent.ExecutionException.class)
                .isThrownBy(() -> get(listener.connected));
        orphan.close();
        assertThat(orphan.isRunning()).isFalse();
    }

    @Test
    void aJobThatDoesNotEndIsInterruptedByClose() throws Exception {
        handler.start();
        CountDownLatch started = new CountDownLatch(1);
        AsyncResult<String> result = handler.spawn(handler.newLane("a"), () -> {
            started.countDown();
            new CountDownLatch(1).await();
            return "never";
        });
        assertThat(started.await(PATIENCE.toSeconds(), SECONDS)).isTrue();
        handler.close();
        assertThat(result.await(PATIENCE)).isTrue();
        assertThat(result.failure()).isInstanceOf(InterruptedException.class);
    }
}
