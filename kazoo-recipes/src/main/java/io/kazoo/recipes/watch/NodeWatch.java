package io.kazoo.recipes.watch;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.handler.Deferred;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.RecipePaths;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What the watches of this package have in common: one node, one function, one end.
 *
 * <p><b>Calls.</b> The function is called once for what is there at the start, then after each change, on a lane of its own:
 * one call at a time, in the order of the changes. Changes that come while a call is under way are told in one more call,
 * with the latest state. If that is again what the function knows, there is no call.
 *
 * <p><b>SUSPENDED and LOST.</b> Nothing is told while there is no connection. Afterwards the function is called if something
 * is different. That holds over any number of reconnects, and over new sessions unless {@link
 * WatchOptions#allowSessionLost()} is false.
 *
 * <p>Nothing here blocks, and everything may be called on any thread.
 */
public abstract sealed class NodeWatch implements AutoCloseable permits DataWatch, ExistingDataWatch, ChildrenWatch {
    final RecipeContext context;
    final WatchOptions options;
    final Deferred<Boolean> first;
    final Deferred<WatchEnd> ended;

    private final String path;
    /** Null before the start. */
    private final AtomicReference<@Nullable Runnable> close = new AtomicReference<>();

    NodeWatch(KazooClient client, String path, WatchOptions options) {
        this.path = RecipePaths.of(path);
        this.options = options;
        context = new RecipeContext(client, "watch");
        first = context.newResult();
        ended = context.newResult();
    }

    /** Starts, once. */
    final <R> void start(Target<R> target, Delivery.Function<R> function) {
        WatchLoop<R> loop = new WatchLoop<>(this, target, function);
        if (!close.compareAndSet(null, () -> loop.end(WatchEnd.CLOSE))) {
            throw new IllegalStateException("the watch of " + path + " has a function, or is closed");
        }
        loop.start();
    }

    /** Returns the path of the node, below the client's chroot. */
    public final String path() {
        return path;
    }

    /**
     * Returns a result that is there when the function was called for the first time: true, or false if the watch has ended
     * before that. It fails as {@link #ended()} does.
     */
    public final AsyncResult<Boolean> first() {
        return first;
    }

    /**
     * Returns a result that is there when the watch has ended, and tells why. It fails with {@link
     * io.kazoo.exceptions.ConnectionClosedException} if the client is stopped or was not started, and with a {@link
     * io.kazoo.exceptions.ZookeeperException} if the server refuses the read, for example because the session may not read
     * the node (any more).
     */
    public final AsyncResult<WatchEnd> ended() {
        return ended;
    }

    /**
     * Ends the watch: no call of the function begins after this, and the server's watch is removed. One that is under way
     * goes on. Without effect if the watch has ended. Never blocks.
     */
    @Override
    public final void close() {
        Runnable nothingStarted = () -> {};
        if (close.compareAndSet(null, nothingStarted)) {
            ended.succeed(WatchEnd.CLOSE);
            first.succeed(false);
        } else {
            Runnable end = close.get();
            if (end != null) {
                end.run();
            }
        }
    }
}
