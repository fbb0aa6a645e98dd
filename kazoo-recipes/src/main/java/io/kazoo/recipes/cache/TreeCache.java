package io.kazoo.recipes.cache;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.NodeData;
import io.kazoo.StateListener;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.handler.Deferred;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.RecipePaths;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a node and all below it that follows the servers (kazoo's {@code TreeCache}). Reading it costs no request.
 *
 * <pre>{@code
 * try (TreeCache cache = TreeCache.create(client, "/services")) {
 *     cache.listen(event -> log(event.type(), event.path()));
 *     cache.start().get();
 *     cache.getChildren("/services").orElse(Set.of()).forEach(this::use);
 * }
 * }</pre>
 *
 * <p><b>What it promises.</b> It lags behind the servers by a moment, and never for good: when nothing changes any more it
 * equals what is there, whatever happened to the connection meanwhile. It never goes back. States between two reads are not
 * seen, only the latest one. {@link #awaitZxid} waits until a certain change is in it.
 *
 * <p><b>SUSPENDED and LOST.</b> It keeps what it has. After a reconnect it asks for the metadata of its nodes, because
 * servers do not tell persistent watches what they missed, and reads what has changed. Listeners hear of the differences
 * alone: no node is added twice.
 *
 * <p>Nothing here blocks, and everything may be called on any thread.
 */
public final class TreeCache implements AutoCloseable {
    private enum Phase {
        NEW,
        STARTED,
        CLOSED
    }

    private final RecipeContext context;
    private final Tree tree;
    private final Audience audience;
    private final TreeSync sync;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.NEW);
    private final Deferred<@Nullable Void> loaded;
    /** What users wait for; failed by the end. Confined to the lane. */
    private final Set<Deferred<?>> waiting = new HashSet<>();

    private final StateListener states = this::stateChanged;
    private boolean initialized;
    private boolean connected = true;

    private TreeCache(KazooClient client, String path, TreeCacheOptions options) {
        context = new RecipeContext(client, "tree-cache");
        tree = new Tree(RecipePaths.of(path));
        audience = new Audience(context.newCallbackLane());
        sync = new TreeSync(context, tree, options, audience, this::loaded);
        loaded = context.newResult();
    }

    /** As {@link #create(KazooClient, String, TreeCacheOptions)} with {@link TreeCacheOptions#defaults()}. */
    public static TreeCache create(KazooClient client, String path) {
        return create(client, path, TreeCacheOptions.defaults());
    }

    /**
     * Makes a cache that has yet to be started.
     *
     * @param path the root of what is cached
     * @throws IllegalArgumentException if the path has a component {@code .} or {@code ..}
     */
    public static TreeCache create(KazooClient client, String path, TreeCacheOptions options) {
        return new TreeCache(client, path, options);
    }

    /** Returns the path of the root, below the client's chroot. */
    public String path() {
        return tree.root();
    }

    /**
     * Starts, once.
     *
     * @return a result that is there when all was read. It fails if the client is stopped or not started, if the root may not
     *     be watched, or with {@link CancelledException} after {@link #close()}. Cancelling it changes nothing about the cache
     * @throws IllegalStateException if it was started before, or is closed
     */
    public AsyncResult<@Nullable Void> start() {
        if (!phase.compareAndSet(Phase.NEW, Phase.STARTED)) {
            throw new IllegalStateException("the cache of " + tree.root() + " was started before, or is closed");
        }
        context.lane().execute(() -> {
            if (phase.get() == Phase.STARTED) {
                context.view().addListener(states);
                sync.start();
            }
        });
        return loaded;
    }

    private void loaded(@Nullable Throwable failure) {
        if (failure == null) {
            initialized = true;
            audience.tell(TreeEvent.of(TreeEvent.Type.INITIALIZED));
            loaded.succeed(null);
        } else {
            loaded.fail(failure);
        }
    }

    private void stateChanged(KazooState state) {
        boolean isBack = state == KazooState.CONNECTED && !connected;
        connected = state == KazooState.CONNECTED;
        if (state == KazooState.SUSPENDED) {
            audience.tell(TreeEvent.of(TreeEvent.Type.CONNECTION_SUSPENDED));
        } else if (state == KazooState.LOST) {
            audience.tell(TreeEvent.of(TreeEvent.Type.CONNECTION_LOST));
        } else if (isBack) {
            audience.tell(TreeEvent.of(TreeEvent.Type.CONNECTION_RECONNECTED));
        }
        if (connected) {
            sync.connected();
        }
    }

    /**
     * Ends it: listeners hear nothing more, the cache is empty, its own watches are removed from the server.
     */
    @Override
    public void close() {
        if (phase.getAndSet(Phase.CLOSED) != Phase.CLOSED) {
            audience.close();
            context.lane().execute(() -> {
                context.view().removeListener(states);
                sync.close();
                audience.complete();
                waiting.forEach(each -> each.fail(closed()));
                waiting.clear();
                loaded.fail(closed());
            });
        }
    }

    private CancelledException closed() {
        return new CancelledException("the cache of " + tree.root() + " is closed");
    }

    /** Adds a listener; it hears of what changes from now on, also before the start. */
    public void listen(TreeListener listener) {
        audience.listeners.add(Objects.requireNonNull(listener));
    }

    /** Takes it off. */
    public void unlisten(TreeListener listener) {
        audience.listeners.remove(listener);
    }

    /**
     * Adds a listener for failures: what listeners throw, and what servers refuse, such as the read of a node that the session
     * may not read, which is then missing here with all below it. What a reconnect cures is no failure. Called on the
     * listeners' lane.
     */
    public void listenFault(Consumer<? super Throwable> listener) {
        audience.faultListeners.add(Objects.requireNonNull(listener));
    }

    /**
     * Returns what a node holds.
     *
     * @return data and metadata; the array is the cache's own and must not be changed. Of the metadata the numbers of children
     *     and {@code pzxid} are those of the last time the data was read. Empty if there is no such node in the cache
     * @throws IllegalArgumentException if the path is not the root's or below it
     */
    public Optional<NodeData> getData(String path) {
        TreeNode node = find(path);
        return node == null ? Optional.empty() : Optional.of(node.value());
    }

    /**
     * Returns a copy of the names of a node's children that the cache holds, in no order; empty if it does not hold the node.
     *
     * @throws IllegalArgumentException if the path is not the root's or below it
     */
    public Optional<Set<String>> getChildren(String path) {
        TreeNode node = find(path);
        if (node == null) {
            return Optional.empty();
        }
        ChildSet children = node.children;
        return Optional.of(children == null ? Set.of() : children.names());
    }

    private @Nullable TreeNode find(String path) {
        String normal = RecipePaths.of(path);
        if (tree.depthOf(normal) < 0) {
            throw new IllegalArgumentException(normal + " is outside of " + tree.root());
        }
        return phase.get() == Phase.CLOSED ? null : tree.find(normal);
    }

    /**
     * Returns all nodes as they were together at one moment: as soon as no read is under way. In a tree that changes faster
     * than it can be read that may never be.
     *
     * @return by path, parents before their children. It fails with {@link CancelledException} after {@link #close()}
     */
    public AsyncResult<SortedMap<String, NodeData>> snapshot() {
        Deferred<SortedMap<String, NodeData>> result = context.newResult();
        later(
                result,
                () -> sync.epochs().whenQuiet(() -> {
                    SortedMap<String, NodeData> nodes = new TreeMap<>();
                    tree.forEach((path, node) -> nodes.put(path, node.value()));
                    waiting.remove(result);
                    result.succeed(nodes);
                }));
        return result;
    }

    /**
     * Waits until the cache holds all changes up to one that somebody has made.
     *
     * @param zxid the transaction of a change that was confirmed, as {@code set} returns it; no other is waited for
     * @return a result that fails with {@link CancelledException} after {@link #close()}, and if the client is stopped
     */
    public AsyncResult<@Nullable Void> awaitZxid(long zxid) {
        Deferred<@Nullable Void> result = context.newResult();
        later(result, () -> {
            Runnable done = () -> {
                waiting.remove(result);
                result.succeed(null);
            };
            if (sync.seen() >= zxid) {
                sync.epochs().barrier(done);
                return;
            }
            context.persist(() -> context.view().sync(tree.root())).onComplete((path, failure) -> {
                if (failure == null) {
                    sync.epochs().barrier(done); // the events came before the reply
                } else {
                    waiting.remove(result);
                    result.fail(failure);
                }
            });
        });
        return result;
    }

    /** Begins on the lane what a result is for. */
    private void later(Deferred<?> result, Runnable begin) {
        context.lane().execute(() -> {
            if (phase.get() == Phase.CLOSED) {
                result.fail(closed());
            } else {
                waiting.add(result);
                begin.run();
            }
        });
    }

    /**
     * Returns the changes as a stream. Each subscriber is told of the nodes that are there, of {@link TreeEvent.Type#INITIALIZED} if it
     * has been, then of changes; it may subscribe before the start. While it is slow, or has not requested more, what
     * waits for it is one event for each path at the most, which leads from what it was told last to what is now; a node that
     * came and went meanwhile is not told of. {@link #close()} completes the stream.
     */
    public Flow.Publisher<TreeEvent> changes() {
        return subscriber -> {
            Objects.requireNonNull(subscriber);
            TreeSubscription subscription = new TreeSubscription(
                    subscriber, context.lane(), context.newCallbackLane(), audience.subscriptions::remove);
            context.lane().execute(() -> begin(subscription));
        };
    }

    private void begin(TreeSubscription subscription) {
        subscription.begin();
        if (phase.get() == Phase.CLOSED) {
            subscription.complete();
            return;
        }
        tree.forEach((path, node) -> subscription.offer(new TreeEvent(TreeEvent.Type.NODE_ADDED, path, node.value())));
        if (initialized) {
            subscription.offer(TreeEvent.of(TreeEvent.Type.INITIALIZED));
        }
        audience.subscriptions.add(subscription);
    }
}
