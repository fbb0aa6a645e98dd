package io.kazoo.recipes.support;

import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import io.kazoo.EventType;
import io.kazoo.KazooState;
import io.kazoo.NodeData;
import io.kazoo.StateListener;
import io.kazoo.WatchType;
import io.kazoo.WatchedEvent;
import io.kazoo.Watcher;
import io.kazoo.ZnodePaths;
import io.kazoo.ZnodeStat;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.exceptions.NodeExistsException;
import java.util.function.Consumer;

/**
 * An ephemeral node whose name nobody else uses, kept until it is given up: made again when a session ends, somebody
 * deletes it or its parent vanishes. One that is there already is adopted if it belongs to the session, and replaced
 * otherwise: a node of a session before is about to vanish. So a create whose reply is lost needs no search.
 *
 * <p>Confined to the recipe's lane.
 */
public final class OwnNode implements StateListener, Watcher {
    private static final CreateOptions EPHEMERAL = CreateOptions.of(CreateMode.EPHEMERAL);

    private final RecipeContext context;
    private final String path;
    private final byte[] data;
    private final Consumer<? super ZnodeStat> onPresent;
    private final Consumer<Throwable> onFailure;
    private final Steps steps;
    private boolean kept;

    /**
     * Describes the node; nothing is sent.
     *
     * @param onPresent called on the lane each time it is there (again)
     * @param onFailure called on the lane when it cannot be made; it is given up then
     */
    public OwnNode(
            RecipeContext context,
            String path,
            byte[] data,
            Consumer<? super ZnodeStat> onPresent,
            Consumer<Throwable> onFailure) {
        this.context = context;
        this.path = path;
        this.data = data;
        this.onPresent = onPresent;
        this.onFailure = onFailure;
        this.steps = new Steps(context.lane(), this::fatal);
    }

    /** Begins to keep it. */
    public void keep() {
        kept = true;
        context.view().addListener(this);
        create();
    }

    /** Lets go of it: it is kept and watched no more, and not removed either. */
    public void letGo() {
        if (kept) {
            forget();
            context.view().removeWatch(path, WatchType.DATA, this);
        }
    }

    /**
     * Gives it up and removes it. The removal comes behind whatever create is on its way, as requests of a session are
     * done in order; one of a session before goes with that.
     */
    public Removal remove() {
        forget();
        return Removal.of(context, path, true);
    }

    private void forget() {
        kept = false;
        steps.drop();
        context.view().removeListener(this);
    }

    private void create() {
        steps.settled(context.view().createWithStat(path, data, EPHEMERAL), (created, failure) -> {
            if (created != null) {
                onPresent.accept(created.stat());
                lookIfKept();
            } else if (failure instanceof NodeExistsException) {
                look();
            } else if (failure instanceof NoNodeException) {
                String parent = ZnodePaths.parent(path);
                steps.then(context.view().ensurePath(parent), existed -> create(), this::create, this::create);
            } else if (failure != null) {
                steps.failed(failure, this::create);
            }
        });
    }

    private void lookIfKept() {
        if (kept) {
            look();
        }
    }

    /** Looks whose it is, and watches it. */
    private void look() {
        steps.then(context.view().get(path, this), this::found, this::create, this::look);
    }

    private void found(NodeData node) {
        if (context.isOfAnotherSession(node.stat().ephemeralOwner())) {
            replace();
        } else {
            onPresent.accept(node.stat());
        }
    }

    private void replace() {
        steps.settled(context.view().delete(path), (deleted, failure) -> {
            if (failure == null || failure instanceof NoNodeException) {
                create();
            } else {
                steps.failed(failure, this::look);
            }
        });
    }

    @Override
    public void onEvent(WatchedEvent event) {
        if (event.type() != EventType.NONE) {
            lookIfKept();
        }
    }

    @Override
    public void stateChanged(KazooState state) {
        if (kept && state == KazooState.LOST) {
            create();
        } else if (state == KazooState.CONNECTED) {
            lookIfKept();
        }
    }

    private void fatal(Throwable failure) {
        letGo();
        onFailure.accept(failure);
    }
}
