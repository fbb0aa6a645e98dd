package io.kazoo.recipes.lock;

import io.kazoo.AsyncKazooClient;
import io.kazoo.AsyncResult;
import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import io.kazoo.CreatedNode;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.StateListener;
import io.kazoo.WatchType;
import io.kazoo.Watcher;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.RecipePaths;
import io.kazoo.recipes.support.Removal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A lock without blocking: the implementation of which {@link Lock} is the blocking face, method by method. Made with
 * {@link Lock#async()}. Callbacks of its results run on a lane of the lock's own.
 *
 * <p>Cancelling the result of an acquire ends it: its node is removed in the background, also when the create is still
 * on its way.
 */
public final class AsyncLock {
    /** Where the state of the contenders lives. */
    final RecipeContext context;
    /** The client, answering on the context's lane. */
    final AsyncKazooClient view;

    final LateWatches lateWatches;

    final LockKind kind;
    final LockOptions options;
    final LockQueue queue;
    final CreateOptions createOptions;

    /**
     * The only watcher of this lock's waiting contenders: set twice on one node it costs nothing. The last one that gives
     * up takes it off, so that acquires that time out again and again leave nothing behind (kazoo issue 175).
     */
    final Watcher watcher;

    private final String path;
    private final byte[] identifier;

    private final AtomicReference<@Nullable Contention> contention = new AtomicReference<>();

    AsyncLock(KazooClient client, String path, LockKind kind, LockOptions options) {
        this.path = RecipePaths.of(path);
        context = new RecipeContext(client, "lock");
        view = context.view();
        lateWatches = new LateWatches(context);
        this.kind = kind;
        this.options = options;
        queue = new LockQueue(options.naming(), kind, options.extraPatterns());
        createOptions = CreateOptions.of(
                options.ephemeral() ? CreateMode.EPHEMERAL_SEQUENTIAL : CreateMode.PERSISTENT_SEQUENTIAL);
        identifier = options.identifier().getBytes(StandardCharsets.UTF_8);
        watcher = event -> contending().forEach(contender -> contender.changed(event.path()));
    }

    /** See {@link Lock#path()}. */
    public String path() {
        return path;
    }

    /** See {@link Lock#acquire()}. */
    public AsyncResult<Hold> acquire() {
        return new Contender<Hold>(this, held -> held, null).start(null);
    }

    /** See {@link Lock#acquire(Duration)}. */
    public AsyncResult<Hold> acquire(Duration timeout) {
        return new Contender<Hold>(this, held -> held, null).start(Objects.requireNonNull(timeout));
    }

    /** See {@link Lock#tryAcquire()}. */
    public AsyncResult<Optional<Hold>> tryAcquire() {
        return ask(false);
    }

    /** As {@link #tryAcquire()}, but perhaps with waiting. */
    AsyncResult<Optional<Hold>> ask(boolean mayWait) {
        return new Contender<Optional<Hold>>(this, Optional::of, mayWait ? null : Optional::empty).start(null);
    }

    /** See {@link Lock#cancel()}. */
    public void cancel() {
        contending().forEach(Contender::cancel); // which does nothing to those who hold
    }

    /** See {@link Lock#contenders()}. */
    public AsyncResult<List<String>> contenders() {
        return new Identifiers(context, path, queue::contenders).read();
    }

    /** Begins to tell a contender of changes of the client's state. */
    void entered(Contender<?> contender) {
        Contention joined = contention.updateAndGet(now -> now == null ? begun(contender) : now.with(contender));
        StateListener listener = Objects.requireNonNull(joined).listener();
        view.addListener(listener);
        Contention now = contention.get();
        if (now == null || !now.listener().equals(listener)) {
            view.removeListener(listener); // it has left already, and was the last
        }
    }

    private Contention begun(Contender<?> contender) {
        StateListener listener = new StateListener() {
            @Override
            public void stateChanged(KazooState state) {
                contending().forEach(each -> each.stateChanged(state));
            }
        };
        return new Contention(listener, List.of(contender));
    }

    /** A contender needs to be told no more; the last one leaves nothing behind in the client. */
    void left(Contender<?> contender) {
        Contention before = contention.getAndUpdate(now -> now == null ? null : now.without(contender));
        if (before != null && before.without(contender) == null) {
            view.removeListener(before.listener());
        }
    }

    /** Returns who waits or holds, the oldest first. */
    List<Contender<?>> contending() {
        Contention now = contention.get();
        return now == null ? List.of() : now.contenders();
    }

    /** On the lane: a contender waits for its predecessor no more; nobody else of this lock may do so either. */
    void unwatch(Contender<?> who) {
        String ahead = who.predecessor;
        if (!ahead.isEmpty()
                && contending().stream().noneMatch(other -> !other.equals(who) && ahead.equals(other.predecessor))) {
            view.removeWatch(ahead, WatchType.DATA, watcher);
        }
    }

    /** Returns the path of a child of the lock's node. */
    String childPath(String name) {
        return RecipePaths.child(path, name);
    }

    /** Removes a node of a contender's, whatever happens; see {@link Removal}. */
    Removal remove(String nodePath) {
        return Removal.of(context, nodePath, options.ephemeral());
    }

    /** Makes the lock's node, or finds that it is there. */
    AsyncResult<Boolean> ensurePath() {
        return options.containerParent() ? RecipePaths.ensureContainer(context, path) : view.ensurePath(path);
    }

    /** Sends the create of a contender's node. */
    AsyncResult<CreatedNode> create(String prefix) {
        return view.createWithStat(childPath(prefix), identifier, createOptions);
    }
}
