package io.kazoo.handler.vertx;

import static io.kazoo.handler.Deferred.onSettled;

import io.kazoo.AsyncResult;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.DialRequest;
import io.kazoo.handler.Handler;
import io.kazoo.handler.Lane;
import io.kazoo.handler.Timeout;
import io.kazoo.handler.TransportListener;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.net.NetClientOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs clients on one event loop of Vert.x: their connections, timers, callbacks, watchers and listeners. Jobs that
 * block run on the worker threads of the Vertx, names are resolved by its resolver. There are no other threads.
 *
 * <p>Made in a verticle, or any other context of the Vertx, it runs on the event loop of that context: what the
 * verticle does with its client then needs no second thread. Elsewhere it takes the next event loop in turn. Clients
 * that are to use several event loops use a handler each; a handler costs nothing but memory.
 *
 * <p>No event loop thread, of this Vertx or another, may wait for a result; worker threads, virtual threads and all
 * threads that are not Vert.x's may. Callbacks run on the event loop, so the blocking face of a client is refused there.
 *
 * <p>{@link #close()} leaves a Vertx alone that the handler was given. A Vertx that is closed first closes the handler, and
 * with it its clients: each says goodbye to its server as far as that takes no waiting. To have what was submitted answered,
 * close clients before.
 */
public final class VertxHandler implements Handler {
    private final Supplier<Vertx> vertxSource;
    private final boolean ownVertx;
    private final boolean closesWithVertx;
    private final @Nullable Context near;
    private final NetClientOptions netOptions;
    private final ReentrantLock lifecycle = new ReentrantLock();
    private final Lane leftOver = newLane("left over");

    /** Runs lanes as long as there is an event loop, also when the handler is closed. */
    private volatile @Nullable Running latest;

    private volatile boolean running;

    /** Makes a handler, not started, with a Vertx of its own, which lives from start to close. */
    public VertxHandler() {
        this(VertxHandler::newVertx, true, null, new NetClientOptions());
    }

    /** Makes a handler, not started, on a Vertx, which stays the caller's. */
    public VertxHandler(Vertx vertx) {
        this(vertx, new NetClientOptions());
    }

    /**
     * Makes a handler, not started, on a Vertx, which stays the caller's.
     *
     * @param options of the connections: TLS, proxies, buffers... The time to connect and attempts to reconnect are up to
     *     the client and not taken from here. With TLS the name of the server is checked ({@code HTTPS}) also if the
     *     options name no algorithm; not if they trust all.
     */
    public VertxHandler(Vertx vertx, NetClientOptions options) {
        this(() -> vertx, false, contextOf(vertx), new NetClientOptions(options));
    }

    VertxHandler(Supplier<Vertx> vertxSource, boolean ownVertx, @Nullable Context near, NetClientOptions netOptions) {
        this(vertxSource, ownVertx, !ownVertx, near, netOptions);
    }

    private VertxHandler(
            Supplier<Vertx> vertxSource,
            boolean ownVertx,
            boolean closesWithVertx,
            @Nullable Context near,
            NetClientOptions netOptions) {
        this.vertxSource = vertxSource;
        this.ownVertx = ownVertx;
        this.closesWithVertx = closesWithVertx;
        this.near = near;
        this.netOptions = netOptions.setReconnectAttempts(0);
        String algorithm = netOptions.getHostnameVerificationAlgorithm();
        if (algorithm == null || algorithm.isEmpty()) {
            netOptions.setHostnameVerificationAlgorithm(netOptions.isTrustAll() ? "" : "HTTPS");
        }
    }

    /** Makes a handler for one client, which is stopped before the Vertx ends and closes the handler then. */
    static VertxHandler ofClient(Vertx vertx, NetClientOptions options) {
        return new VertxHandler(() -> vertx, false, false, contextOf(vertx), new NetClientOptions(options));
    }

    private static @Nullable Context contextOf(Vertx vertx) {
        Context current = Vertx.currentContext();
        return current != null && current.owner().equals(vertx) ? current : null;
    }

    /** One handler uses one event loop; daemons, so that a forgotten close does not keep the JVM alive. */
    private static Vertx newVertx() {
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }

    @Override
    public String name() {
        return VertxHandlerProvider.NAME;
    }

    @Override
    public void start() {
        lifecycle.lock();
        try {
            if (!running) {
                Running begun = new Running(vertxSource.get(), near, ownVertx, netOptions);
                latest = begun;
                running = true;
                if (closesWithVertx) {
                    begun.onVertxClosed(() -> close(begun));
                }
            }
        } finally {
            lifecycle.unlock();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void close() {
        Running closing = latest;
        if (closing != null && end(closing)) {
            closing.close(newDeferred(newLane("close")), mayBlock());
        }
    }

    /** The Vertx is being closed. */
    private Future<Void> close(Running closing) {
        if (!end(closing)) {
            return Future.succeededFuture();
        }
        Promise<Void> closed = Promise.promise();
        Deferred<Boolean> ended = newDeferred(newLane("close"));
        onSettled(ended, (done, failure) -> closed.complete());
        closing.close(ended, false);
        return closed.future();
    }

    /** Notes the end of a run; false if it has ended before. */
    private boolean end(Running closing) {
        lifecycle.lock();
        try {
            boolean ends = running && closing.equals(latest);
            running &= !ends;
            return ends;
        } finally {
            lifecycle.unlock();
        }
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Lane newLane(String label) {
        return new VertxLane(this, label);
    }

    private @Nullable Running current() {
        return running ? latest : null;
    }

    /** Returns a lane for what was meant for contexts of the Vertx after its end. */
    Lane leftOver() {
        return leftOver;
    }

    /** Runs a task on the event loop, never within this call; answers false if there is none. */
    boolean execute(io.vertx.core.Handler<Void> task) {
        Running current = latest;
        return current != null && current.execute(task);
    }

    @Override
    public Timeout schedule(Duration delay, Runnable task, Runnable ifDropped) {
        Running current = latest;
        if (current == null) {
            ifDropped.run();
            return () -> true;
        }
        return current.schedule(delay, task, ifDropped);
    }

    @Override
    public void offload(Runnable job) {
        offload(job, () -> {});
    }

    private void offload(Runnable job, Runnable ifDropped) {
        Running current = current();
        if (current == null) {
            throw new RejectedExecutionException("the handler is not running");
        }
        current.offload(job, ifDropped);
    }

    @Override
    public <T extends @Nullable Object> AsyncResult<T> spawn(Lane lane, Callable<T> job) {
        Deferred<T> result = newDeferred(lane);
        Runnable body = () -> {
            try {
                result.succeed(job.call());
            } catch (Throwable failure) {
                result.fail(failure);
            }
        };
        try {
            offload(body, () -> result.fail(new CancelledException("not called: the handler was closed")));
        } catch (RejectedExecutionException notRunning) {
            result.fail(new CancelledException("not called: the handler is not running", notRunning));
        }
        return result;
    }

    @Override
    public AsyncResult<List<InetAddress>> resolve(Lane lane, String host) {
        Deferred<List<InetAddress>> result = newDeferred(lane);
        Running current = current();
        if (current == null) {
            result.fail(new CancelledException("not resolved: the handler is not running"));
        } else {
            Internals.resolveAll(current.vertx(), host)
                    .onComplete(result::succeed, failure -> result.fail(unknown(host, failure)));
        }
        return result;
    }

    private static UnknownHostException unknown(String host, Throwable failure) {
        if (failure instanceof UnknownHostException known) {
            return known;
        }
        UnknownHostException unknown = new UnknownHostException(host);
        unknown.initCause(failure);
        return unknown;
    }

    @Override
    public void dial(DialRequest request, TransportListener listener) {
        Running current = current();
        if (current == null || !current.dial(request, listener)) {
            // Neither here, as the listener may not be called within this call, nor on an event loop: there is none.
            ForkJoinPool.commonPool().execute(() -> Dial.tell(listener, new ClosedChannelException()));
        }
    }

    @Override
    public boolean mayBlock() {
        return !Context.isOnEventLoopThread();
    }

    @Override
    public String toString() {
        return "handler vertx" + (near == null ? "" : " of " + near);
    }
}
