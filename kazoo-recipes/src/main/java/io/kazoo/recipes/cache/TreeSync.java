package io.kazoo.recipes.cache;

import io.kazoo.AsyncKazooClient;
import io.kazoo.AsyncResult;
import io.kazoo.NodeChildren;
import io.kazoo.NodeData;
import io.kazoo.WatchMode;
import io.kazoo.WatchType;
import io.kazoo.WatchedEvent;
import io.kazoo.Watcher;
import io.kazoo.ZnodePaths;
import io.kazoo.ZnodeStat;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.exceptions.UnsupportedByServerException;
import io.kazoo.recipes.cache.Epochs.Epoch;
import io.kazoo.recipes.cache.Tree.Outcome;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.RecipePaths;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a tree follow the server's. What a reply says is the truth: replies and events come in the order in which the server
 * made them, so a reply is newer than all that came before it. An event only says what to read. Confined to the lane.
 *
 * <p>With a persistent watch, changes of children come as events of the children themselves. What may have been missed shows in
 * the metadata: whenever a reply has another {@code pzxid} than is known, the children are listed.
 */
final class TreeSync implements Watcher {
    private final AsyncKazooClient view;
    private final TreeCacheOptions options;
    private final Scope scope;
    private final Tree tree;
    private final Audience audience;
    private final Consumer<@Nullable Throwable> whenLoaded;
    private final Epochs epochs = new Epochs();
    private final Reads reads;
    private final Attempts attempts;
    private boolean oneShot;
    private boolean closed;
    /** What requests failed with since the client is stopped. */
    private @Nullable Throwable stopped;
    /** All changes up to this transaction were told by events that are here. */
    private long seen;

    /**
     * Makes one.
     *
     * @param whenLoaded called when all is read, at first and in each new session; with null, or with why that cannot be
     */
    TreeSync(
            RecipeContext context,
            Tree tree,
            TreeCacheOptions options,
            Audience audience,
            Consumer<@Nullable Throwable> whenLoaded) {
        this.whenLoaded = whenLoaded;
        view = context.view();
        this.options = options;
        this.tree = tree;
        scope = new Scope(tree, options);
        this.audience = audience;
        oneShot = !options.persistentWatch();
        reads = new Reads(context.lane(), epochs, options.maxInFlight(), this::send, this::answered);
        attempts = new Attempts(context.lane());
    }

    Epochs epochs() {
        return epochs;
    }

    long seen() {
        return seen;
    }

    /** Reads all there is. */
    void start() {
        Epoch epoch = epochs.newest();
        epochs.begun(epoch);
        Runnable watch = () -> watch(epoch);
        if (options.createRoot()) {
            attempts.make(() -> view.ensurePath(tree.root()), watch, failure -> {
                fault(failure); // it may be there all the same, or come later
                watch.run();
            });
        } else {
            watch.run();
        }
    }

    /** Sets the watch if it is one for all, then reads; the given epoch is open and done then. */
    private void watch(Epoch epoch) {
        view.sync(tree.root()); // the server may lag behind what this client has seen in an earlier session
        Runnable loaded = () -> {
            refresh(epoch);
            epochs.barrier(() -> whenLoaded.accept(stopped));
            epochs.done(epoch);
        };
        if (oneShot) {
            loaded.run();
            return;
        }
        attempts.make(() -> view.addWatch(tree.root(), WatchMode.PERSISTENT_RECURSIVE, this), loaded, failure -> {
            if (failure instanceof UnsupportedByServerException) {
                oneShot = true;
                loaded.run();
            } else {
                fault(failure);
                whenLoaded.accept(failure);
                epochs.done(epoch);
            }
        });
    }

    /** Makes sure of all that is known, and of the root. */
    private void refresh(Epoch epoch) {
        if (tree.find(tree.root()) == null) {
            reads.add(oneShot ? Read.Kind.CHECK : Read.Kind.DATA, tree.root(), epoch);
        }
        tree.forEach((path, node) -> {
            reads.add(oneShot ? Read.Kind.DATA : Read.Kind.CHECK, path, epoch);
            if (oneShot && scope.includesChildrenOf(path)) {
                reads.add(Read.Kind.CHILDREN, path, epoch);
            }
        });
    }

    @Override
    public void onEvent(WatchedEvent event) {
        if (closed) {
            return;
        }
        seen = Math.max(seen, event.zxid());
        String path = event.path();
        Epoch epoch = epochs.newest();
        if (path == null) {
            sessionIsOver(epoch);
            return;
        }
        switch (event.type()) {
            case CREATED, CHANGED -> readIfIncluded(path, epoch);
            case DELETED -> remove(path, epoch);
            case CHILD -> reads.add(Read.Kind.CHILDREN, path, epoch);
            case MAYBE_MISSED -> refresh(epoch);
            case NONE -> {} // has no path
        }
    }

    /** The watches are gone with the session: set in the next one, and all is looked at again. */
    private void sessionIsOver(Epoch epoch) {
        epochs.begun(epoch);
        watch(epoch);
    }

    private AsyncResult<?> send(Read read) {
        Watcher watcher = oneShot ? this : null;
        return switch (read.kind()) {
            case CHECK -> view.exists(read.path(), watcher);
            case DATA -> view.get(read.path(), watcher);
            case CHILDREN -> view.getChildrenWithStat(read.path(), watcher);
        };
    }

    private void answered(Read read, @Nullable Object value, @Nullable Throwable failure, Epoch epoch) {
        String path = read.path();
        if (value instanceof NodeData node) {
            put(path, node, epoch);
        } else if (value instanceof NodeChildren children) {
            list(path, children, epoch);
        } else if (value instanceof Optional<?> stat) {
            check(path, (ZnodeStat) stat.orElse(null), epoch);
        } else if (failure instanceof NoNodeException) {
            remove(path, epoch);
        } else if (failure != null) {
            fault(failure);
        }
    }

    private void put(String path, NodeData node, Epoch epoch) {
        TreeNode before = tree.find(path);
        Outcome outcome = tree.put(path, node);
        seen = Math.max(seen, node.stat().mzxid());
        switch (outcome) {
            case ADDED -> tell(TreeEvent.Type.NODE_ADDED, path, node);
            case UPDATED -> tell(TreeEvent.Type.NODE_UPDATED, path, node);
            case SAME -> {}
            case NO_PARENT -> {
                reads.add(Read.Kind.DATA, ZnodePaths.parent(path), epoch);
                return;
            }
        }
        boolean hasChildren = before == null
                ? oneShot || node.stat().numChildren() > 0
                : !oneShot && before.pzxid != node.stat().pzxid();
        if (hasChildren && scope.includesChildrenOf(path)) {
            reads.add(Read.Kind.CHILDREN, path, epoch);
        }
    }

    private void list(String path, NodeChildren found, Epoch epoch) {
        TreeNode node = tree.find(path);
        if (node == null) {
            return; // deleted since; if it is there again, reading it is under way
        }
        ChildSet known = node.children;
        if (known != null) {
            Set<String> gone = known.names();
            found.children().forEach(gone::remove);
            gone.forEach(name -> remove(RecipePaths.child(path, name), epoch));
        }
        for (String name : found.children()) {
            if (known == null || known.get(name) == null) {
                readIfIncluded(RecipePaths.child(path, name), epoch);
            }
        }
        if (node.mzxid == found.stat().mzxid()) {
            tree.put(path, new NodeData(node.data, found.stat())); // so that they are not listed again for nothing
        }
    }

    private void check(String path, @Nullable ZnodeStat stat, Epoch epoch) {
        TreeNode node = tree.find(path);
        if (stat == null) {
            if (node != null) {
                remove(path, epoch);
            }
        } else if (node == null || node.mzxid != stat.mzxid()) {
            readIfIncluded(path, epoch);
        }
        if (stat != null && node != null && node.pzxid != stat.pzxid() && scope.includesChildrenOf(path)) {
            reads.add(Read.Kind.CHILDREN, path, epoch);
        }
    }

    private void remove(String path, Epoch epoch) {
        tree.remove(path, (gone, node) -> tell(TreeEvent.Type.NODE_REMOVED, gone, node.value()));
        if (oneShot && path.equals(tree.root())) {
            reads.add(Read.Kind.CHECK, path, epoch); // its creation is waited for
        }
    }

    private void tell(TreeEvent.Type type, String path, NodeData node) {
        if (!audience.isEmpty()) {
            audience.tell(new TreeEvent(type, path, node));
        }
    }

    private void fault(Throwable failure) {
        if (failure instanceof ConnectionClosedException) {
            stopped = failure;
        } else {
            audience.tellFault(failure);
        }
    }

    /** There is a connection: to a client that was stopped, and is started again, the end of the session was told too early. */
    void connected() {
        if (stopped != null) {
            stopped = null;
            sessionIsOver(epochs.newest());
        }
    }

    private void readIfIncluded(String path, Epoch epoch) {
        if (scope.includes(path)) {
            reads.add(Read.Kind.DATA, path, epoch);
        }
    }

    /** Takes off what was set, and nobody else's. */
    void close() {
        closed = true;
        attempts.close();
        Set<String> watched = new HashSet<>(List.of(tree.root()));
        reads.close(watched::add);
        if (oneShot) {
            tree.forEach((path, node) -> watched.add(path));
        }
        watched.forEach(path -> view.removeWatch(path, WatchType.ANY, this));
        tree.clear();
    }
}
