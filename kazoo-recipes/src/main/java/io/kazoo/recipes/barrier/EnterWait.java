package io.kazoo.recipes.barrier;

import io.kazoo.EventType;
import io.kazoo.KazooState;
import io.kazoo.WatchType;
import io.kazoo.WatchedEvent;
import io.kazoo.ZnodeStat;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.exceptions.NodeExistsException;
import io.kazoo.recipes.support.OwnNode;
import io.kazoo.recipes.support.SteadyWait;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One who enters a double barrier: has a node of its own, and waits until the barrier is open. */
final class EnterWait extends SteadyWait<Boolean> {
    private final AsyncDoubleBarrier barrier;
    private final OwnNode own;
    /** When the own node was created, and by which session; 0 while it is not there. */
    private long joined;

    private long owner;

    EnterWait(AsyncDoubleBarrier barrier) {
        super(barrier.context, () -> false);
        this.barrier = barrier;
        own = new OwnNode(context, barrier.nodePath(), barrier.identifier(), this::present, this::fatal);
    }

    @Override
    protected void begin() {
        own.keep();
    }

    private void present(ZnodeStat stat) {
        joined = stat.czxid();
        owner = stat.ephemeralOwner();
        look();
    }

    @Override
    public void stateChanged(KazooState state) {
        if (state == KazooState.LOST) {
            joined = 0;
        }
        super.stateChanged(state);
    }

    @Override
    protected void look() {
        if (joined != 0) {
            steps.then(context.view().exists(barrier.readyPath(), this), this::count, this::look, this::look);
        }
    }

    /** The children that are read after it are no older. Without a directory the own node is about to be made again. */
    private void count(Optional<ZnodeStat> ready) {
        long opened = ready.map(ZnodeStat::czxid).orElse(0L);
        steps.then(
                context.view().getChildren(barrier.path()), children -> decide(children, opened), () -> {}, this::look);
    }

    private void decide(List<String> children, long opened) {
        switch (Gathering.enter(children, barrier.number(), opened, joined)) {
            case ENTER -> end(true);
            case OPEN -> open();
            case CLOSE -> close();
            case WAIT -> {}
        }
    }

    private void open() {
        steps.settled(context.view().create(barrier.readyPath()), (created, failure) -> {
            if (failure == null || failure instanceof NodeExistsException) {
                end(true);
            } else {
                goOn(failure);
            }
        });
    }

    private void close() {
        steps.settled(context.view().delete(barrier.readyPath()), (deleted, failure) -> goOn(failure));
    }

    private void goOn(@Nullable Throwable failure) {
        if (failure == null || failure instanceof NoNodeException) {
            look();
        } else {
            steps.failed(failure, this::look);
        }
    }

    /** Also if it is closed again by the time anybody looks: others are leaving, and wait for this one. */
    @Override
    protected void changed(WatchedEvent event) {
        if (event.type() == EventType.CREATED) {
            end(true);
        } else {
            look();
        }
    }

    @Override
    protected void cleanUp(boolean succeeded) {
        unwatch(barrier.readyPath(), WatchType.DATA);
        if (succeeded) {
            own.letGo();
        } else {
            own.remove();
        }
        barrier.entered(succeeded, owner);
    }

    @Override
    protected void takeBack() {
        own.remove();
        barrier.entered(false, 0);
    }
}
