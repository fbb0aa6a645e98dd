package io.kazoo.recipes.lock;

import io.kazoo.AsyncResult;
import io.kazoo.KazooState;
import io.kazoo.NodeData;
import io.kazoo.StateListener;
import io.kazoo.TransactionResult;
import io.kazoo.WatchType;
import io.kazoo.WatchedEvent;
import io.kazoo.Watcher;
import io.kazoo.ZnodeStat;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.exceptions.TransactionFailedException;
import io.kazoo.handler.Deferred;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.HoldLostException;
import io.kazoo.recipes.support.Failures;
import io.kazoo.recipes.support.RecipePaths;
import io.kazoo.recipes.support.Removal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One acquire of a semaphore with its hold: makes sure of the semaphore's node, becomes the one who counts, waits for a
 * free lease, takes it, lets the next one count.
 *
 * <p>At any time at most one create is on its way, and nothing but its reply decides about it: however the acquire has
 * ended meanwhile, a lease that turns up late is removed.
 */
final class LeaseContender<T> extends Attempt<T> implements StateListener, Watcher {
    private final AsyncSemaphore semaphore;

    /** The acquire of the guard, while it is waited for. */
    private @Nullable AsyncResult<?> asking;
    /** The guard, while it is held. */
    private @Nullable Hold guard;
    /** Whether the next change of the leases will be heard of. */
    private boolean watching;
    /** Whether there may be a watch to be taken off. */
    private boolean watched;
    /** The lease that is being created, or may have been. */
    private @Nullable String lease;

    private boolean creating;
    private @Nullable NodeHold hold;

    LeaseContender(AsyncSemaphore semaphore, Function<? super Hold, T> granted, @Nullable Supplier<T> refused) {
        super(semaphore.context, "a lease of semaphore " + semaphore.path(), granted, refused);
        this.semaphore = semaphore;
    }

    @Override
    void begin() {
        steps.then(semaphore.ensure(), there -> becomeCounter(), this::begin, this::begin);
    }

    /** Asks for the guard, unless it is held. */
    private void becomeCounter() {
        Hold held = guard;
        if (held != null && held.isHeld()) {
            count();
        } else if (asking == null) {
            steps.drop();
            letCount();
            watching = false;
            AsyncResult<Optional<Hold>> ask = semaphore.guard.ask(mayWait());
            asking = ask;
            ask.onComplete(
                    context.lane(), (answer, failure) -> asked(answer == null ? null : answer.orElse(null), failure));
        }
    }

    private void asked(@Nullable Hold obtained, @Nullable Throwable failure) {
        asking = null;
        if (isOver()) {
            if (obtained != null) {
                obtained.releaseAsync();
            }
        } else if (failure != null) {
            fatal(Failures.unwrap(failure));
        } else if (obtained == null) {
            refuse();
        } else {
            guard = obtained;
            obtained.lost().onComplete(context.lane(), (lost, released) -> guardEnded(obtained));
            count();
        }
    }

    /** Somebody else may count now, if it is lost; what becomes of a lease that is being created comes first. */
    private void guardEnded(Hold which) {
        if (which.equals(guard) && lease == null) {
            becomeCounter();
        }
    }

    private void count() {
        steps.then(semaphore.view.getChildren(semaphore.path()), this::decide, this::ensureAgain, this::becomeCounter);
    }

    private void ensureAgain() {
        watching = false;
        semaphore.forget();
        begin();
    }

    private void decide(List<String> leases) {
        if (leases.size() < semaphore.maxLeases()) {
            create();
        } else if (!mayWait()) {
            refuse();
        } else if (!watching) {
            watching = true;
            watched = true;
            AsyncResult<List<String>> look = semaphore.view.getChildren(semaphore.path(), this);
            steps.then(look, this::decide, this::ensureAgain, this::countAnew);
        }
    }

    private void countAnew() {
        watching = false;
        becomeCounter();
    }

    /** On the lane: a lease was given back, or another one taken. */
    @Override
    public void onEvent(WatchedEvent event) {
        watching = false;
        if (guard != null && lease == null) { // otherwise what became of that lease comes first
            becomeCounter();
        }
    }

    private void create() {
        String path = semaphore.leasePath(RecipePaths.newId());
        lease = path;
        creating = true;
        steps.drop();
        semaphore.create(path, Objects.requireNonNull(guard)).onComplete(context.lane(), (made, failure) -> {
            creating = false;
            if (made != null && made.get(0) instanceof TransactionResult.Created created) {
                proceed(() -> created(path, created.stat()));
            } else if (failure != null) {
                notCreated(failure instanceof TransactionFailedException step ? step.getCause() : failure);
            }
        });
    }

    /** Servers before 3.7 do not tell the metadata of what a transaction creates. */
    private void created(String path, @Nullable ZnodeStat stat) {
        if (stat == null) {
            recover();
        } else {
            grant(path, stat);
        }
    }

    private void notCreated(@Nullable Throwable failure) {
        if (failure == null) {
            return;
        }
        if (Failures.maybeCreated(failure, true)) {
            proceed(() -> steps.failed(failure, this::recover));
            return;
        }
        lease = null;
        if (failure instanceof HoldLostException) {
            letCount(); // it may not have noticed
            proceed(this::becomeCounter);
        } else if (failure instanceof NoNodeException) {
            proceed(this::ensureAgain);
        } else {
            proceed(() -> steps.failed(failure, this::becomeCounter));
        }
    }

    /** Goes on after a create, or cleans up after it if the acquire has ended meanwhile. */
    private void proceed(Runnable next) {
        if (isOver()) {
            removeLease();
        } else {
            next.run();
        }
    }

    /** Finds out, with the leader's eyes, whether the create whose reply is lost was applied. */
    private void recover() {
        steps.then(semaphore.view.sync(semaphore.path()), synced -> findOwn(), this::recover, this::recover);
    }

    private void findOwn() {
        String path = Objects.requireNonNull(lease);
        steps.then(semaphore.view.get(path), data -> adopt(path, data), this::notThere, this::recover);
    }

    private void notThere() {
        lease = null;
        becomeCounter();
    }

    /** It is of no use if it belongs to a session before, with which it is about to vanish. */
    private void adopt(String path, NodeData data) {
        if (context.isOfThisSession(data.stat().ephemeralOwner())) {
            grant(path, data.stat());
        } else {
            removeLease();
            notThere();
        }
    }

    private void grant(String path, ZnodeStat stat) {
        LockNode node = new LockNode(path, stat);
        NodeHold won = new NodeHold(context, semaphore.options, node, () -> semaphore.left(this));
        if (grant(won)) {
            hold = won;
            lease = null;
            semaphore.decided(this);
            letCount();
            unwatch();
            won.verify();
        }
    }

    /** On the lane: a change of the client's state. */
    @Override
    public void stateChanged(KazooState state) {
        if (hold != null) {
            hold.stateChanged(state);
        }
    }

    @Override
    AsyncResult<?> giveUp() {
        if (asking != null) {
            asking.cancel();
        }
        if (!creating) {
            removeLease();
        }
        unwatch();
        semaphore.left(this);
        return letCount();
    }

    /** Lets the next one count. */
    private AsyncResult<?> letCount() {
        Hold held = guard;
        guard = null;
        if (held != null) {
            return held.releaseAsync();
        }
        Deferred<Boolean> nothing = new Deferred<>(context.lane());
        nothing.succeed(false);
        return nothing;
    }

    private void unwatch() {
        if (watched) {
            semaphore.view.removeWatch(semaphore.path(), WatchType.CHILDREN, this);
        }
    }

    private void removeLease() {
        if (lease != null) {
            Removal.of(context, lease, true);
        }
    }
}
