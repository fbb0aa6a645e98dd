package io.kazoo.recipes.election;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.StateListener;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.handler.Deferred;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.AsyncLock;
import io.kazoo.recipes.lock.Lock;
import io.kazoo.recipes.support.Listeners;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.Retry;
import io.kazoo.recipes.support.Steps;
import io.kazoo.recipes.support.Waiters;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A latch without blocking: the implementation of which {@link LeaderLatch} is the blocking face. Made with {@link
 * LeaderLatch#async()}.
 *
 * <p>One after the other it contends for a lock, holds it and, when that is lost, contends again. Whether a node is still
 * its own, after whatever happened, is decided by the lock alone.
 */
public final class AsyncLeaderLatch {
    private static final Logger LOG = LoggerFactory.getLogger(AsyncLeaderLatch.class);

    final RecipeContext context;
    private final AsyncLock lock;
    private final LatchOptions options;
    private final Steps verification;
    private final Retry retry;
    private final StateListener stateListener = new StateListener() {
        @Override
        public void stateChanged(KazooState state) {
            clientChanged(state);
        }
    };
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Deferred<Boolean> left;
    private final Listeners<LatchListener> listeners;
    private final Waiters<Hold> waiters;

    /** What the latch leads by; read by any thread. The rest is confined to the lane. */
    private volatile @Nullable Hold leadership;

    private @Nullable AsyncResult<Hold> candidacy;
    private @Nullable Hold held;
    private boolean joinWhenConnected;

    AsyncLeaderLatch(KazooClient client, String path, LatchOptions options) {
        this.options = options;
        context = new RecipeContext(client, "latch");
        lock = Lock.create(client, path, options.lock()).async();
        verification = new Steps(context.lane(), this::refused);
        retry = new Retry(context.lane());
        left = new Deferred<>(context.lane());
        listeners = new Listeners<>(context);
        waiters = new Waiters<>(context);
    }

    /** See {@link LeaderLatch#path()}. */
    public String path() {
        return lock.path();
    }

    /** See {@link LeaderLatch#start()}. */
    public void start() {
        if (closed.get() || !started.compareAndSet(false, true)) {
            throw new IllegalStateException("a latch is started once");
        }
        context.view().addListener(stateListener);
        context.lane().execute(this::join);
    }

    /** See {@link LeaderLatch#isLeader()}. */
    public boolean isLeader() {
        return leadership().isPresent();
    }

    /** See {@link LeaderLatch#leadership()}. */
    public Optional<Hold> leadership() {
        return Optional.ofNullable(leadership).filter(this::leads);
    }

    /** Asks the client itself: the news may still be on its way to the lane. */
    private boolean leads(Hold hold) {
        return hold.isHeld()
                && !(options.pausedWhenSuspended() && context.client().state() != KazooState.CONNECTED);
    }

    /**
     * Waits to be the leader.
     *
     * @return succeeds when the latch leads, at once if it does; fails with {@link CancelledException} when it is closed.
     *     Refusals by the servers do not fail it; see {@link LatchListener#failed}
     */
    public AsyncResult<Hold> await() {
        return waiters.await();
    }

    /** As {@link #await()}, for a time at the most; empty when that is up. */
    public AsyncResult<Optional<Hold>> await(Duration timeout) {
        return waiters.await(timeout, Optional::of, result -> result.succeed(Optional.empty()));
    }

    /** See {@link LeaderLatch#participants()}. */
    public AsyncResult<List<String>> participants() {
        return lock.contenders();
    }

    /** See {@link LeaderLatch#addListener}. */
    public void addListener(LatchListener listener) {
        Objects.requireNonNull(listener);
        context.lane().execute(() -> {
            Hold now = leadership;
            listeners.add(listener, added -> {
                if (now != null) {
                    added.leader(now);
                }
            });
        });
    }

    /** See {@link LeaderLatch#removeListener}. */
    public void removeListener(LatchListener listener) {
        context.lane().execute(() -> listeners.remove(listener));
    }

    /** See {@link LeaderLatch#close()}; the result succeeds when the node is gone. */
    public AsyncResult<Boolean> close() {
        if (closed.compareAndSet(false, true)) {
            context.view().removeListener(stateListener);
            context.lane().execute(this::leave);
        }
        return context.newResultOf(left);
    }

    private void leave() {
        Hold last = held;
        held = null;
        verification.drop();
        resign();
        waiters.end(new CancelledException("the latch is closed"));
        if (candidacy != null) {
            candidacy.cancel();
        }
        if (last == null) {
            left.succeed(true);
        } else {
            context.settleLike(left, last.releaseAsync());
        }
    }

    private void join() {
        joinWhenConnected = false;
        if (closed.get()) {
            return;
        }
        AsyncResult<Hold> acquire = lock.acquire();
        candidacy = acquire;
        acquire.onComplete(context.lane(), (won, failure) -> {
            candidacy = null;
            if (won != null) {
                won(won);
            } else if (!closed.get()) {
                notJoined(Objects.requireNonNull(failure));
            }
        });
    }

    private void notJoined(Throwable failure) {
        refused(failure);
        if (failure instanceof ConnectionClosedException) {
            joinWhenConnected = true;
            if (context.client().state() == KazooState.CONNECTED) {
                retry.again(this::join); // started again meanwhile, and the news of that came before
            }
        } else {
            retry.again(this::join);
        }
    }

    private void refused(Throwable failure) {
        LOG.warn("latch {} cannot contend: {}", path(), failure.toString());
        listeners.tell(listener -> listener.failed(failure));
    }

    private void won(Hold won) {
        if (closed.get()) {
            won.releaseAsync();
            return;
        }
        retry.reset();
        held = won;
        won.lost().onComplete(context.lane(), (gone, released) -> ended(won));
        if (leads(won)) {
            lead(won);
        }
    }

    private void lead(Hold hold) {
        if (leadership == null) {
            leadership = hold;
            listeners.tell(listener -> listener.leader(hold));
            waiters.arrive(hold);
        }
    }

    private void resign() {
        if (leadership != null) {
            leadership = null;
            waiters.depart();
            listeners.tell(LatchListener::notLeader);
        }
    }

    /** A hold is lost, or the user gave it back: to let others lead. */
    private void ended(Hold hold) {
        if (hold.equals(held)) {
            held = null;
            verification.drop();
            resign();
            join();
        }
    }

    private void clientChanged(KazooState state) {
        if (state == KazooState.CONNECTED && joinWhenConnected) {
            join();
        } else if (options.pausedWhenSuspended() && held != null) {
            if (state == KazooState.CONNECTED) {
                resume(held);
            } else {
                verification.drop();
                resign();
            }
        }
    }

    /** Leads again if the node is there; if it is not, the hold hears of it too. */
    private void resume(Hold hold) {
        Runnable again = () -> resume(hold);
        verification.then(
                context.view().get(hold.nodePath()),
                node -> {
                    if (node.stat().czxid() == hold.fencingToken() && leads(hold)) {
                        lead(hold);
                    }
                },
                () -> {},
                again);
    }
}
