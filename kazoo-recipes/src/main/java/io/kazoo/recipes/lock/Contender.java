package io.kazoo.recipes.lock;

import io.kazoo.AsyncResult;
import io.kazoo.CreatedNode;
import io.kazoo.KazooState;
import io.kazoo.ZnodeStat;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.LockTimeoutException;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Timeout;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.support.Failures;
import io.kazoo.recipes.support.RecipePaths;
import io.kazoo.recipes.support.Removal;
import io.kazoo.recipes.support.Steps;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One acquire with its hold: joins the queue with a node of its own, waits for its predecessor, holds. Confined to the
 * lock's lane, except that the first {@link #join()} runs on the caller's thread: no hop to an uncontended lock.
 *
 * <p>At any time at most one create is on its way, and nothing but its reply decides about it: however the acquire has
 * ended meanwhile, a node that turns up late is removed.
 */
final class Contender<T> extends Deferred<T> {
    private final AsyncLock lock;
    private final Function<? super Hold, T> granted;
    private final @Nullable Supplier<T> refused;
    private final Steps steps;

    /** The end of the wait. */
    private Timeout timer = () -> false;

    private boolean creating = true;
    /** Whether a session has ended since it was sent. */
    private boolean sessionEnded;
    /** The name, without number, of a create whose reply is lost. */
    private @Nullable String unsure;
    /** The own node, while it is in the queue. */
    private @Nullable LockNode node;
    /** The path of the node that is waited for; empty for none. */
    String predecessor = "";

    private @Nullable NodeHold hold;
    private boolean over;

    /**
     * Makes a contender.
     *
     * @param granted makes the value of the result from the hold
     * @param refused makes the value if somebody else stands before; null to wait
     */
    Contender(AsyncLock lock, Function<? super Hold, T> granted, @Nullable Supplier<T> refused) {
        super(lock.context.newCallbackLane());
        this.lock = lock;
        this.granted = granted;
        this.refused = refused;
        this.steps = new Steps(lock.context.lane(), this::fatal);
    }

    /** Begins; called once, by the caller's thread. */
    Contender<T> start(@Nullable Duration timeout) {
        lock.entered(this);
        if (timeout != null) {
            Runnable dropped = () -> fatal(new ConnectionClosedException("the handler was closed", null, null));
            timer = lock.context.schedule(timeout, () -> timedOut(timeout), dropped);
        }
        if (isDone()) {
            // The timer, or somebody's cancel(), was faster, and may have cleaned up before all was in place.
            detach();
        } else {
            join();
        }
        return this;
    }

    /** Enters the queue at its end and looks at it, in one round trip. */
    private void join() {
        creating = true;
        sessionEnded = false;
        unsure = null;
        node = null;
        steps.drop();
        lock.unwatch(this);
        predecessor = "";
        String prefix = lock.options.naming().newPrefix(lock.kind);
        AsyncResult<CreatedNode> create = lock.create(prefix);
        AsyncResult<List<String>> children = lock.view.getChildren(lock.path());
        create.onComplete((created, failure) -> {
            creating = false;
            if (created != null) {
                joined(created.path(), created.stat());
                proceed(() -> checkSession(() -> steps.then(children, this::decide, this::join, this::look)));
            } else if (failure != null) {
                notCreated(Failures.unwrap(failure), prefix);
            }
        });
    }

    private void notCreated(Throwable failure, String prefix) {
        if (Failures.maybeCreated(failure, lock.options.ephemeral())) {
            unsure = prefix;
            proceed(() -> steps.failed(failure, this::recover));
        } else if (failure instanceof NoNodeException) {
            proceed(() -> steps.then(lock.ensurePath(), existed -> join(), this::join, this::join));
        } else {
            proceed(() -> steps.failed(failure, this::join));
        }
    }

    /** Goes on after a create, or cleans up after it if the acquire has ended meanwhile. */
    private void proceed(Runnable next) {
        if (over) {
            remove();
        } else {
            next.run();
        }
    }

    private void joined(String path, ZnodeStat stat) {
        steps.succeeded();
        unsure = null;
        node = new LockNode(path, stat);
    }

    /** Goes on with the node unless it belongs to a session before, with which it is about to vanish (CURATOR-498). */
    private void checkSession(Runnable next) {
        LockNode own = Objects.requireNonNull(node);
        if (sessionEnded && lock.options.ephemeral() && !lock.context.isOfThisSession(own.owner())) {
            lock.remove(own.path());
            join();
        } else {
            next.run();
        }
    }

    /**
     * Finds out whether the create whose reply is lost was applied. The leader is asked: the server of the new
     * connection may not have seen the node yet, and a second one would stand in the queue for ever.
     */
    private void recover() {
        steps.then(lock.view.sync(lock.path()), synced -> searchOwn(), this::recover, this::recover);
    }

    private void searchOwn() {
        steps.then(lock.view.getChildren(lock.path()), this::findOwn, this::join, this::recover);
    }

    private void findOwn(List<String> children) {
        String found = unsure == null ? null : RecipePaths.find(children, unsure);
        if (found == null) {
            join();
        } else {
            String path = lock.childPath(found);
            steps.then(lock.view.get(path), data -> adopt(path, data.stat()), this::recover, this::recover);
        }
    }

    private void adopt(String path, ZnodeStat stat) {
        joined(path, stat);
        checkSession(this::look);
    }

    private void look() {
        predecessor = "";
        steps.then(lock.view.getChildren(lock.path()), this::decide, this::join, this::look);
    }

    private void decide(List<String> children) {
        LockNode own = Objects.requireNonNull(node);
        Turn turn = lock.queue.decide(children, own.name());
        if (turn instanceof Turn.Held) {
            grant(own);
        } else if (turn instanceof Turn.Gone) {
            join();
        } else if (refused != null) {
            end();
            lock.remove(own.path()).onComplete((gone, failure) -> succeed(refused.get()));
        } else if (turn instanceof Turn.WaitFor wait) {
            watch(lock.childPath(wait.predecessor()));
        }
    }

    /** Watches the predecessor alone; reading it rather than asking whether it exists leaves no watch if it is gone. */
    private void watch(String path) {
        predecessor = path;
        steps.then(lock.view.get(path, lock.watcher), data -> {}, this::look, this::look);
    }

    /** On the lane: a node that one of the lock's contenders watches has changed. */
    void changed(@Nullable String path) {
        if (predecessor.equals(path)) {
            look();
        }
    }

    private void grant(LockNode own) {
        steps.drop();
        timer.cancel();
        NodeHold won = new NodeHold(lock.context, lock.options, own, this::detach);
        if (succeed(granted.apply(won))) { // otherwise it was cancelled, and leave() is on its way
            hold = won;
            lock.lateWatches.add(won);
        }
    }

    /** On the lane: a change of the client's state. */
    void stateChanged(KazooState state) {
        sessionEnded |= state == KazooState.LOST;
        if (hold != null) {
            hold.stateChanged(state);
        } else if (over || creating) {
            return;
        } else if (state == KazooState.LOST) {
            outliveSession();
        } else if (state == KazooState.CONNECTED && !predecessor.isEmpty()) {
            verify(predecessor);
        }
    }

    private void outliveSession() {
        if (lock.options.ephemeral() || (node == null && unsure == null)) {
            join();
        } else if (node == null) {
            recover();
        } else {
            lock.view.sync(lock.path()); // the server of the new session may not have seen the node yet
            look();
        }
    }

    /** After a reconnect: the watch is set again, but nobody watches the own node. Cheaper than a look, for a crowd. */
    private void verify(String ahead) {
        steps.then(lock.view.get(Objects.requireNonNull(node).path()), data -> watch(ahead), this::join, this::look);
    }

    private void timedOut(Duration timeout) {
        if (fail(new LockTimeoutException("lock " + lock.path() + " was not obtained within " + timeout))) {
            leave();
        }
    }

    @Override
    protected void onCancelled() {
        lock.context.lane().execute(this::leave);
    }

    private void fatal(Throwable failure) {
        fail(failure);
        leave();
    }

    /** Leaves the queue; if a create is on its way, its reply finishes that. */
    private void leave() {
        if (!over) {
            end();
            if (!creating) {
                remove();
            }
        }
    }

    private void end() {
        over = true;
        steps.drop();
        lock.unwatch(this);
        detach();
    }

    private void remove() {
        if (node != null) {
            lock.remove(node.path());
        } else if (unsure != null) {
            Removal.ofLost(lock.context, lock.path(), unsure, lock.options.ephemeral());
        }
    }

    /** Leaves nothing behind in the client. Called at the end of the wait or of the hold; harmless on any thread. */
    private void detach() {
        lock.left(this);
        timer.cancel();
    }
}
