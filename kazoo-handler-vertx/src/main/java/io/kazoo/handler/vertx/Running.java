package io.kazoo.handler.vertx;

import io.kazoo.handler.Deferred;
import io.kazoo.handler.DialRequest;
import io.kazoo.handler.Handler;
import io.kazoo.handler.TransportListener;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything between one start and one close of a handler, so that what is left of one run cannot touch the next. */
final class Running {
    private static final System.Logger LOG = System.getLogger(Running.class.getPackageName());

    /** How long close waits for jobs and for an own Vertx to end. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** Nobody waits longer than 146 years, and more would overflow in Netty. */
    private static final long LONGEST_NANOS = Long.MAX_VALUE / 2;

    private final Vertx vertx;
    private final Context context;
    private final boolean ownVertx;
    private final NetClientOptions netOptions;
    private final Jobs jobs;
    private final Set<Endpoint> endpoints = ConcurrentHashMap.newKeySet();
    private final Set<VertxTimer> timers = ConcurrentHashMap.newKeySet();
    private volatile boolean open = true;

    /** Takes back what is to happen when the Vertx is closed. */
    private volatile Runnable unhook = () -> {};

    /** Made on the context, so that it belongs to nobody else, and touched there only. */
    private @Nullable NetClient netClient;

    /**
     * Begins.
     *
     * @param near on whose event loop to run, or null for any
     * @param ownVertx whether the end of the run is the end of the Vertx
     */
    Running(Vertx vertx, @Nullable Context near, boolean ownVertx, NetClientOptions netOptions) {
        this.vertx = vertx;
        this.ownVertx = ownVertx;
        this.netOptions = netOptions;
        context = Internals.newContext(vertx, near);
        jobs = new Jobs(context);
    }

    /** Has something done if the Vertx is closed before this run is over. */
    void onVertxClosed(Supplier<Future<Void>> end) {
        unhook = Internals.onClose(vertx, end);
    }

    boolean isOpen() {
        return open;
    }

    Vertx vertx() {
        return vertx;
    }

    /** Returns what makes connections; on the event loop. */
    NetClient netClient() {
        NetClient made = netClient;
        if (made == null) {
            made = vertx.createNetClient(netOptions);
            netClient = made;
        }
        return made;
    }

    /** Adds to a connection's options what all connections have in common. */
    ConnectOptions configure(ConnectOptions options) {
        if (netOptions.isSsl()) {
            options.setSsl(true).setSniServerName(options.getHost());
        }
        return options;
    }

    /** Runs a task on the event loop, never within this call; answers false if the Vertx does not run any more. */
    boolean execute(io.vertx.core.Handler<Void> task) {
        try {
            context.runOnContext(task);
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    boolean isOnLoop() {
        return Internals.isOn(context);
    }

    /** Runs a task on the event loop as soon as its timer can; answers false if the Vertx does not run any more. */
    boolean afterTick(Runnable task) {
        try {
            Internals.setTimer(context, 1, id -> task.run());
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    VertxTimer schedule(Duration delay, Runnable task, Runnable ifDropped) {
        VertxTimer timer = new VertxTimer(vertx, task, ifDropped, timers);
        long nanos = Handler.saturatedNanos(delay);
        boolean set = nanos <= 0 ? execute(nothing -> fire(timer)) : set(timer, millis(nanos));
        if (!set || !open) {
            timer.drop();
        }
        return timer;
    }

    private boolean set(VertxTimer timer, long millis) {
        try {
            timer.setId(Internals.setTimer(context, millis, id -> fire(timer)));
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    /** Rounds up: a timer must not fire early, and Vert.x counts in milliseconds, of which it wants at least one. */
    static long millis(long nanos) {
        return Math.max(1, (Math.min(nanos, LONGEST_NANOS) + 999_999) / 1_000_000);
    }

    private void fire(VertxTimer timer) {
        if (open) {
            timer.fire();
        } else {
            timer.drop();
        }
    }

    void offload(Runnable job, Runnable ifDropped) {
        jobs.submit(job, ifDropped);
    }

    boolean dial(DialRequest request, TransportListener listener) {
        Dial dial = new Dial(this, request, listener);
        return execute(nothing -> dial.start());
    }

    void add(Endpoint endpoint) {
        endpoints.add(endpoint);
    }

    void remove(Endpoint endpoint) {
        endpoints.remove(endpoint);
    }

    /**
     * Ends everything: timers at once; then connections, whose last words are tasks of lanes, so that these run; then
     * jobs, which have a while to finish; at last an own Vertx. Waits for it where that is possible.
     *
     * @param ended an unsettled result, for the waiting
     */
    void close(Deferred<Boolean> ended, boolean mayWait) {
        open = false;
        unhook.run();
        timers.forEach(VertxTimer::drop);
        boolean inside = jobs.closesFromInside();
        Runnable afterJobs = () -> closeVertx(ended);
        Runnable afterLoop = () -> jobs.close(GRACE, afterJobs);
        if (!execute(nothing -> endConnections(afterLoop))) {
            afterLoop.run();
        }
        if (mayWait && !inside) {
            try {
                if (!ended.park(3 * GRACE.toNanos())) {
                    LOG.log(Level.WARNING, "closed, but not everything has ended yet");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void endConnections(Runnable then) {
        List.copyOf(endpoints).forEach(Endpoint::abort);
        if (netClient != null) {
            netClient.close();
        }
        if (!execute(nothing -> then.run())) { // behind what the listeners have given to their lanes
            then.run();
        }
    }

    private void closeVertx(Deferred<Boolean> ended) {
        if (ownVertx) {
            vertx.close().onComplete(closed -> ended.succeed(true));
        } else {
            ended.succeed(true);
        }
    }
}
