package io.kazoo.recipes.barrier;

import io.kazoo.NodeChildren;
import io.kazoo.NodeData;
import io.kazoo.WatchType;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.recipes.support.RecipePaths;
import io.kazoo.recipes.support.Removal;
import io.kazoo.recipes.support.SteadyWait;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One who leaves a double barrier: waits until all others have left too. */
final class LeaveWait extends SteadyWait<Boolean> {
    private final AsyncDoubleBarrier barrier;
    private final Set<String> newcomers = new HashSet<>();
    /** The last change among the members when this one began to leave; 0 before that is known. */
    private long since;
    /** The path of the node that is watched; empty for none. */
    private String watched = "";

    LeaveWait(AsyncDoubleBarrier barrier) {
        super(barrier.context, () -> false);
        this.barrier = barrier;
    }

    @Override
    protected void begin() {
        look();
    }

    @Override
    protected void look() {
        steps.then(context.view().getChildrenWithStat(barrier.path()), this::decide, () -> end(true), this::look);
    }

    private void decide(NodeChildren now) {
        if (since == 0) {
            since = now.stat().pzxid();
        }
        List<String> children = now.children();
        Gathering.Exit exit = Gathering.leave(children, barrier.nodeName(), newcomers);
        if (exit instanceof Gathering.Exit.WaitFor other) {
            watch(other.name());
        } else if (exit instanceof Gathering.Exit.RemoveOwn) {
            delete(barrier.nodePath(), this::look);
        } else if (newcomers.isEmpty() && children.contains(Gathering.READY)) {
            // Before the own node: as long as that is there, nobody waits for the barrier to open.
            delete(barrier.readyPath(), this::removeLast);
        } else {
            removeLast();
        }
    }

    private void removeLast() {
        delete(barrier.nodePath(), () -> end(true));
    }

    private void delete(String path, Runnable next) {
        steps.settled(context.view().delete(path), (deleted, failure) -> {
            if (failure == null || failure instanceof NoNodeException) {
                next.run();
            } else {
                steps.failed(failure, this::look);
            }
        });
    }

    private void watch(String name) {
        String path = RecipePaths.child(barrier.path(), name);
        if (!watched.isEmpty() && !watched.equals(path)) {
            unwatch(watched, WatchType.DATA);
        }
        watched = path;
        steps.then(context.view().get(path, this), node -> check(name, node), this::look, this::look);
    }

    /** Who came after this one began to leave is there for the next round, perhaps under the same name. */
    private void check(String name, NodeData node) {
        if (node.stat().czxid() > since) {
            newcomers.add(name);
            look();
        }
    }

    @Override
    protected void cleanUp(boolean succeeded) {
        if (!watched.isEmpty()) {
            unwatch(watched, WatchType.DATA);
        }
        if (!succeeded) {
            Removal.of(context, barrier.nodePath(), true);
        }
        barrier.left();
    }
}
