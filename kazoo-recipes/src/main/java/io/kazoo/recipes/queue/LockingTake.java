package io.kazoo.recipes.queue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.kazoo.AsyncResult;
import io.kazoo.CreateMode;
import io.kazoo.KazooState;
import io.kazoo.NodeData;
import io.kazoo.WatchType;
import io.kazoo.WatchedEvent;
import io.kazoo.ZnodeStat;
import io.kazoo.exceptions.ErrorCode;
import io.kazoo.exceptions.TransactionFailedException;
import io.kazoo.recipes.support.Failures;
import io.kazoo.recipes.support.RecipePaths;
import io.kazoo.recipes.support.Removal;
import io.kazoo.recipes.support.SteadyWait;
import io.kazoo.recipes.support.Steps;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One take from a locking queue: tries the entries that nobody holds one after the other, and waits for a change if others
 * were faster with all of them.
 *
 * <p>At any time at most one entry is being taken, and nothing but the reply decides about it: however the take has ended
 * meanwhile, an entry that was taken too late is given back. Its node holds digits that no other take uses, by which it is
 * known again if the reply is lost.
 */
final class LockingTake<T> extends SteadyWait<T> {
    private final AsyncLockingQueue queue;
    private final Function<? super QueueEntry, T> granted;
    /** What takes an entry: goes on when the wait is over. */
    private final Steps taking;

    private byte[] id = {};
    private boolean busy;
    /** Whether something has changed while it was busy. */
    private boolean changed;

    /** The name of the entry that is taken already, while nobody has been told. */
    private @Nullable String held;

    private @Nullable TakenEntry entry;

    LockingTake(AsyncLockingQueue queue, Function<? super QueueEntry, T> granted, Supplier<T> timeUp) {
        super(queue.context, timeUp);
        this.queue = queue;
        this.granted = granted;
        taking = new Steps(context.lane(), this::takingFailed);
    }

    @Override
    protected void begin() {
        look();
    }

    @Override
    protected void changed(WatchedEvent event) {
        lookUnlessBusy();
    }

    @Override
    public void stateChanged(KazooState state) {
        if (!isOver() && state != KazooState.SUSPENDED) {
            lookUnlessBusy();
        }
    }

    private void lookUnlessBusy() {
        changed = busy;
        if (!busy) {
            look();
        }
    }

    @Override
    protected void look() {
        changed = false;
        steps.then(
                context.view().getChildren(queue.entriesPath(), this), this::lookAtTaken, this::makePaths, this::look);
    }

    private void lookAtTaken(List<String> entries) {
        steps.then(
                context.view().getChildren(queue.takenPath(), this),
                taken -> take(Entries.inOrder(entries, new HashSet<>(taken))),
                this::makePaths,
                this::look);
    }

    private void makePaths() {
        steps.then(
                context.view().ensurePath(queue.entriesPath()),
                entries -> steps.then(
                        context.view().ensurePath(queue.takenPath()),
                        taken -> look(),
                        this::makePaths,
                        this::makePaths),
                this::makePaths,
                this::makePaths);
    }

    /** Takes the first of these; without one it waits for the watches. */
    private void take(List<String> names) {
        busy = !names.isEmpty() && !isOver();
        held = null;
        if (busy) {
            id = RecipePaths.newId().getBytes(US_ASCII);
            String name = names.get(0);
            taking.settled(request(name), (done, failure) -> {
                if (failure == null) {
                    taken(name);
                } else if (Failures.maybeCreated(failure, true)) {
                    taking.failed(failure, () -> recover(name));
                } else if (isOthers(failure)) {
                    take(names.subList(1, names.size()));
                } else {
                    taking.failed(failure, this::again);
                }
            });
        } else if (changed && !isOver()) {
            look();
        }
    }

    private AsyncResult<?> request(String name) {
        return context.view()
                .transaction()
                .check(queue.entryPath(name), -1)
                .create(queue.takenPath(name), id, CreateMode.EPHEMERAL)
                .commitOrThrow();
    }

    /** Somebody else has taken it, or consumed it already. */
    private static boolean isOthers(Throwable failure) {
        return failure instanceof TransactionFailedException refusal
                && (refusal.code() == ErrorCode.NODE_EXISTS || refusal.code() == ErrorCode.NO_NODE);
    }

    /** Begins anew. */
    private void again() {
        changed = true;
        take(List.of());
    }

    /** Finds out whether the reply that is lost was that of a success; the leader knows. */
    private void recover(String name) {
        taking.then(
                context.view().sync(queue.takenPath(name)),
                synced -> taking.then(
                        context.view().get(queue.takenPath(name)),
                        node -> recovered(name, node),
                        this::again,
                        () -> recover(name)),
                () -> recover(name),
                () -> recover(name));
    }

    private void recovered(String name, NodeData node) {
        if (Arrays.equals(node.data(), id)) {
            taken(name);
        } else {
            again();
        }
    }

    private void taken(String name) {
        if (isOver()) {
            giveBack(name);
            return;
        }
        held = name;
        taking.then(
                context.view().get(queue.entryPath(name)),
                node -> {
                    byte[] data = node.data();
                    readHolder(name, data == null ? new byte[0] : data);
                },
                () -> {
                    giveBack(name);
                    again();
                },
                () -> recover(name));
    }

    private void readHolder(String name, byte[] value) {
        taking.then(
                context.view().get(queue.takenPath(name)),
                node -> grant(name, value, node.stat()),
                this::again,
                () -> recover(name));
    }

    private void grant(String name, byte[] value, ZnodeStat stat) {
        TakenEntry won = new TakenEntry(queue, name, value, stat);
        if (isOver()) {
            giveBack(name);
        } else if (won.isSessionOver()) {
            again(); // the node is about to vanish with its session
        } else {
            entry = won;
            won.begin();
            end(granted.apply(won));
        }
    }

    private void giveBack(String name) {
        Removal.of(context, queue.takenPath(name), true);
    }

    private void takingFailed(Throwable failure) {
        if (held != null) {
            giveBack(held);
        }
        fatal(failure);
    }

    @Override
    protected void cleanUp(boolean succeeded) {
        unwatch(queue.entriesPath(), WatchType.CHILDREN);
        unwatch(queue.takenPath(), WatchType.CHILDREN);
    }

    @Override
    protected void takeBack() {
        if (entry != null) {
            entry.releaseAsync();
        }
    }
}
