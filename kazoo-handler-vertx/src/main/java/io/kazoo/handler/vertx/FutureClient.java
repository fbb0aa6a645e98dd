package io.kazoo.handler.vertx;

import io.kazoo.AsyncKazooClient;
import io.kazoo.AsyncResult;
import io.kazoo.AuthData;
import io.kazoo.ClientId;
import io.kazoo.CreateOptions;
import io.kazoo.KazooClient;
import io.kazoo.RetryPolicy;
import io.kazoo.StateListener;
import io.kazoo.handler.Deferred;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The face of Vert.x on a client: each call on a view of the client whose lane is the caller's context. */
final class FutureClient extends FutureOperations {
    private final Vertx vertx;
    private final KazooClient client;
    private final VertxHandler handler;
    private final Observation observation;
    private final Supplier<Future<Void>> close;
    private final AtomicReference<@Nullable Future<Void>> closing = new AtomicReference<>();

    /**
     * Makes a face, which is closed with the verticle it is made in.
     *
     * @param onClose ends the client, or this one's part in it
     */
    static FutureClient closedWithContext(
            Vertx vertx, KazooClient client, Observation observation, Supplier<Future<Void>> onClose) {
        return new FutureClient(vertx, client, observation, Internals.closeWith(vertx.getOrCreateContext(), onClose));
    }

    private FutureClient(Vertx vertx, KazooClient client, Observation observation, Supplier<Future<Void>> close) {
        this.vertx = vertx;
        this.client = client;
        this.handler = (VertxHandler) client.handler();
        this.observation = observation;
        this.close = close;
    }

    @Override
    <T> Future<T> call(
            String name, @Nullable String path, Function<AsyncKazooClient, ? extends AsyncResult<? extends T>> call) {
        Context context = vertx.getOrCreateContext();
        Promise<T> promise = Internals.promise(context);
        Observation.Call observed = observation.begin(context, name, path);
        try {
            call.apply(view(context)).onComplete((value, failure) -> {
                if (failure == null) {
                    observed.succeeded();
                    promise.complete(value);
                } else {
                    fail(promise, observed, failure);
                }
            });
        } catch (RuntimeException wrong) {
            fail(promise, observed, wrong);
        }
        return promise.future();
    }

    private AsyncKazooClient view(Context context) {
        return client.async().on(new ContextLane(handler, context));
    }

    private static void fail(Promise<?> promise, Observation.Call observed, Throwable failure) {
        Throwable cause = unwrapped(failure);
        observed.failed(cause);
        promise.fail(cause);
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    @Override
    public KazooClient client() {
        return client;
    }

    @Override
    public Future<Void> close() {
        Promise<Void> mine = Promise.promise();
        Future<Void> first = closing.compareAndExchange(null, mine.future());
        if (first != null) {
            return first;
        }
        close.get().onComplete(mine);
        return mine.future();
    }

    @Override
    public <T> Future<T> future(AsyncResult<T> result) {
        Context context = vertx.getOrCreateContext();
        Promise<T> promise = Internals.promise(context);
        result.onComplete(new ContextLane(handler, context), (value, failure) -> {
            if (failure == null) {
                promise.complete(value);
            } else {
                promise.fail(unwrapped(failure));
            }
        });
        return promise.future();
    }

    @Override
    public WatchStream watchStream(int capacity) {
        return new WatchStream(vertx.getOrCreateContext(), capacity);
    }

    @Override
    public KazooVertxClient chroot(String path) {
        return new FutureClient(vertx, client.chroot(path), observation, this::close);
    }

    @Override
    public KazooVertxClient withTimeout(Duration timeout) {
        return new FutureClient(vertx, client.withTimeout(timeout), observation, this::close);
    }

    @Override
    public FutureTransaction transaction() {
        return new NotedTransaction(this);
    }

    @Override
    public Future<Void> start() {
        return call("start", null, AsyncKazooClient::start);
    }

    @Override
    public Future<Void> stop() {
        return call("stop", null, AsyncKazooClient::stop);
    }

    @Override
    public Future<Optional<ClientId>> detach() {
        return call("detach", null, AsyncKazooClient::detach);
    }

    @Override
    public Future<String> createProtected(String path, byte @Nullable [] data, CreateOptions options) {
        return call("createProtected", path, view -> view.createProtected(path, data, options));
    }

    @Override
    public Future<Void> deleteGuaranteed(String path) {
        return call("deleteGuaranteed", path, view -> view.deleteGuaranteed(path));
    }

    @Override
    public Future<Void> restart() {
        return call("restart", null, AsyncKazooClient::restart);
    }

    @Override
    public void addListener(StateListener listener) {
        view(vertx.getOrCreateContext()).addListener(listener);
    }

    @Override
    public void removeListener(StateListener listener) {
        client.removeListener(listener);
    }

    @Override
    public Future<Void> addAuth(AuthData auth) {
        return call("addAuth", null, view -> view.addAuth(auth));
    }

    @Override
    public <T> Future<T> retry(Supplier<Future<T>> operation) {
        Context context = vertx.getOrCreateContext();
        return this.<T>call("retry", null, view -> view.retry(() -> run(context, operation)));
    }

    @Override
    public <T> Future<T> retry(RetryPolicy policy, Supplier<Future<T>> operation) {
        Context context = vertx.getOrCreateContext();
        return this.<T>call("retry", null, view -> view.retry(policy, () -> run(context, operation)));
    }

    /** Calls a user's operation on its context; the first try comes from there, others from a lane of the client. */
    private <T> AsyncResult<T> run(Context context, Supplier<Future<T>> operation) {
        ContextLane lane = new ContextLane(handler, context);
        Deferred<T> result = new Deferred<>(lane);
        lane.execute(() -> {
            try {
                operation.get().onComplete(result::succeed, result::fail);
            } catch (RuntimeException wrong) {
                result.fail(wrong);
            }
        });
        return result;
    }

    @Override
    public Future<String> command(String command) {
        return call("command", null, view -> view.command(command));
    }

    @Override
    public Future<String> serverVersion() {
        return call("serverVersion", null, AsyncKazooClient::serverVersion);
    }
}
