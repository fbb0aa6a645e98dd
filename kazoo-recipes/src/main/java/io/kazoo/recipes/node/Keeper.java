package io.kazoo.recipes.node;

import io.kazoo.AsyncKazooClient;
import io.kazoo.AsyncResult;
import io.kazoo.CreateOptions;
import io.kazoo.EventType;
import io.kazoo.KazooState;
import io.kazoo.NodeData;
import io.kazoo.StateListener;
import io.kazoo.WatchType;
import io.kazoo.WatchedEvent;
import io.kazoo.Watcher;
import io.kazoo.ZnodeStat;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.NodeExistsException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Timeout;
import io.kazoo.recipes.support.Failures;
import io.kazoo.recipes.support.Listeners;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.Retry;
import io.kazoo.recipes.support.Steps;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a node there. Confined to the recipe's lane.
 *
 * <p>Whatever has happened, it looks at the path and does what is missing: the node, its data, or, when it is closed, that
 * it is gone. So a create whose reply is lost needs no care of its own, but for the name of a sequential one, which the
 * client protects. Nothing but its reply decides about a create, also when the node is closed meanwhile.
 */
final class Keeper implements StateListener, Watcher {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    final Listeners<PersistentNodeListener> listeners;
    final Deferred<Boolean> closed;

    private final RecipeContext context;
    private final AsyncKazooClient view;
    private final CreateOptions options;
    private final Content content;
    private final Steps steps;
    private final Retry retry;

    /** Without number, until that is known. */
    private volatile String path;
    /** The transaction that created the node that listeners know of, 0 if none. */
    private volatile long known;

    private volatile boolean present;
    private boolean named;
    private @Nullable AsyncResult<String> creating;
    /** The transaction that created the node that stands in the way, 0 if none. */
    private long obstacle;

    private boolean started;
    private boolean closing;
    private Timeout touching = () -> false;

    Keeper(RecipeContext context, String path, Content content, CreateOptions options) {
        this.context = context;
        this.path = path;
        this.content = content;
        this.options = options;
        view = context.view();
        named = !options.mode().isSequential();
        steps = new Steps(context.lane(), this::refused);
        retry = new Retry(context.lane());
        listeners = new Listeners<>(context);
        closed = new Deferred<>(context.lane());
    }

    Optional<String> path() {
        return known == 0 ? Optional.empty() : Optional.of(path);
    }

    boolean isPresent() {
        return present;
    }

    void addListener(PersistentNodeListener listener) {
        boolean there = known != 0;
        listeners.add(listener, added -> {
            if (there) {
                added.created(path);
            }
        });
    }

    void start(Deferred<String> result) {
        content.await(result);
        if (!closing) {
            started = true;
            view.addListener(this);
            ensure();
        }
    }

    void change(byte @Nullable [] data, Deferred<String> result) {
        content.change(data);
        content.await(result);
        if (present && !closing) {
            write();
        }
    }

    @Override
    public void stateChanged(KazooState state) {
        if (state == KazooState.CONNECTED) {
            ensure();
        } else if (state == KazooState.LOST && options.mode().isEphemeral()) {
            present = false;
            steps.drop();
            if (closing && creating == null) {
                end();
            }
        }
    }

    @Override
    public void onEvent(WatchedEvent event) {
        if (event.type() != EventType.NONE) {
            ensure();
        }
    }

    /** Makes sure that all is as it should be; if a create is on its way, its reply does. */
    private void ensure() {
        if (closed.isDone() || creating != null) {
            return;
        } else if (named) {
            look();
        } else if (closing) {
            end();
        } else {
            create();
        }
    }

    private void look() {
        steps.then(view.get(path, closing ? null : this), this::found, this::missing, this::look);
    }

    private void found(NodeData node) {
        boolean ephemeral = options.mode().isEphemeral();
        Presence presence = Presence.decide(
                node.stat(), ephemeral, context.isOfThisSession(node.stat().ephemeralOwner()));
        if (presence == Presence.FOREIGN) {
            taken(node.stat().czxid());
        } else if (closing) {
            steps.then(view.delete(path).thenApply(gone -> true), gone -> end(), this::end, this::look);
        } else {
            there(node.stat().czxid());
        }
    }

    /** The node that goes tells the watch that the look has set. */
    private void taken(long czxid) {
        present = false;
        if (closing) {
            end();
        } else if (obstacle != czxid) {
            obstacle = czxid;
            report(new NodeExistsException("another session has " + path, path, null));
        }
    }

    private void there(long czxid) {
        retry.reset();
        obstacle = 0;
        present = true;
        if (known != czxid) {
            known = czxid;
            listeners.tell(listener -> listener.created(path));
        }
        if (content.isWritten()) {
            written();
        } else {
            write();
        }
    }

    /**
     * The watch hears of the change before this hears that it is done, and begins another look; what counts of the reply
     * is noted all the same, or the two would never come to rest.
     */
    private void write() {
        int version = content.version();
        AsyncResult<ZnodeStat> set = view.set(path, content.data());
        set.onComplete((stat, failure) -> {
            if (stat != null) {
                content.written(version);
            }
        });
        steps.then(set, stat -> written(), this::missing, this::look);
    }

    private void written() {
        content.settle(path);
        touching.cancel();
        Kinds.touchAfter(options).ifPresent(pause -> touching = context.schedule(pause, this::touch, () -> {}));
    }

    /** A node that nobody writes to is deleted when its time is up. */
    private void touch() {
        if (present && !closing) {
            content.touch();
            write();
        }
    }

    private void missing() {
        present = false;
        if (closing) {
            end();
        } else {
            create();
        }
    }

    private void create() {
        steps.drop();
        int version = content.version();
        AsyncResult<String> create = named
                ? view.create(path, content.data(), Kinds.unnumbered(options))
                : view.createProtected(path, content.data(), options);
        creating = create;
        create.onComplete((created, failure) -> {
            creating = null;
            if (created != null) {
                path = created;
                named = true;
                content.written(version);
                ensure();
            } else if (failure != null) {
                notCreated(Failures.unwrap(failure));
            }
        });
    }

    private void notCreated(Throwable failure) {
        if (failure instanceof NodeExistsException || closing) {
            ensure();
        } else {
            steps.failed(failure, this::ensure);
        }
    }

    private void refused(Throwable failure) {
        if (closing) {
            if (!(failure instanceof ConnectionClosedException)
                    || !options.mode().isEphemeral()) {
                closed.fail(failure);
            }
            end();
            return;
        }
        report(failure);
        content.fail(failure);
        if (!(failure instanceof ConnectionClosedException)) { // after that, CONNECTED comes first
            retry.again(this::ensure);
        }
    }

    private void report(Throwable failure) {
        LOG.warn("node {} cannot be there: {}", path, failure.toString());
        listeners.tell(listener -> listener.failed(failure));
    }

    void close() {
        if (closing) {
            return;
        }
        closing = true;
        touching.cancel();
        content.end(new CancelledException("the persistent node is closed"));
        if (!named && creating != null) {
            creating.cancel(); // which has the client delete what may have been created
        }
        if (started) {
            ensure();
        } else {
            end();
        }
    }

    /** Leaves nothing behind in the client and, if the watch has not fired, on the server. */
    private void end() {
        present = false;
        steps.drop();
        view.removeListener(this);
        if (named && started) {
            view.removeWatch(path, WatchType.DATA, this);
        }
        closed.succeed(true);
    }
}
