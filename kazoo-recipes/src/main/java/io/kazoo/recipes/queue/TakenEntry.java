package io.kazoo.recipes.queue;

import io.kazoo.AsyncResult;
import io.kazoo.KazooState;
import io.kazoo.NodeData;
import io.kazoo.StateListener;
import io.kazoo.WatchType;
import io.kazoo.WatchedEvent;
import io.kazoo.Watcher;
import io.kazoo.ZnodeStat;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.handler.Deferred;
import io.kazoo.recipes.support.Blocking;
import io.kazoo.recipes.support.Failures;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.Removal;
import io.kazoo.recipes.support.Retry;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A hold of an entry: ends once. */
final class TakenEntry implements QueueEntry, StateListener, Watcher {
    private static final Logger LOG = LoggerFactory.getLogger(TakenEntry.class);

    private final RecipeContext context;
    private final String entryPath;
    private final String nodePath;
    private final byte[] value;
    private final ZnodeStat stat;
    private final Deferred<@Nullable Void> lost;
    private final Retry retry;
    private final AtomicBoolean ended = new AtomicBoolean();

    TakenEntry(AsyncLockingQueue queue, String name, byte[] value, ZnodeStat stat) {
        context = queue.context;
        entryPath = queue.entryPath(name);
        nodePath = queue.takenPath(name);
        this.value = value;
        this.stat = stat;
        lost = context.newResult();
        retry = new Retry(context.lane());
    }

    /** On the lane: begins to look after itself. */
    void begin() {
        context.view().addListener(this);
        verify();
    }

    @Override
    public byte[] value() {
        return value.clone();
    }

    @Override
    public String nodePath() {
        return nodePath;
    }

    String entryPath() {
        return entryPath;
    }

    @Override
    public long fencingToken() {
        return stat.czxid();
    }

    @Override
    public boolean isHeld() {
        return !ended.get() && !isSessionOver();
    }

    /** Asks the client itself: the news may still be on its way to the lane. */
    boolean isSessionOver() {
        return context.client().state() == KazooState.LOST || context.isOfAnotherSession(stat.ephemeralOwner());
    }

    @Override
    public AsyncResult<@Nullable Void> lost() {
        return lost;
    }

    @Override
    public boolean holdsLock() {
        requireMayBlock("holdsLock");
        return Blocking.get(holdsLockAsync());
    }

    @Override
    public AsyncResult<Boolean> holdsLockAsync() {
        Deferred<Boolean> result = context.newResult();
        context.persist(() -> context.view().sync(nodePath))
                .thenCompose(synced -> context.persist(() -> context.view().get(nodePath)))
                .onComplete((data, wrapped) -> {
                    Throwable failure = wrapped == null ? null : Failures.unwrap(wrapped);
                    if (failure == null || failure instanceof NoNodeException) {
                        verified(data, failure);
                        result.succeed(isHeld());
                    } else {
                        result.fail(failure);
                    }
                });
        return result;
    }

    @Override
    public boolean consume() {
        requireMayBlock("consume");
        return Blocking.get(consumeAsync());
    }

    @Override
    public AsyncResult<Boolean> consumeAsync() {
        Deferred<Boolean> result = context.newResult();
        if (endByHolder(result)) {
            new Consumption(context, this, result).start();
        }
        return result;
    }

    @Override
    public boolean release() {
        requireMayBlock("release");
        return Blocking.get(releaseAsync());
    }

    @Override
    public AsyncResult<Boolean> releaseAsync() {
        Deferred<Boolean> result = context.newResult();
        if (endByHolder(result)) {
            lost.fail(new CancelledException("the entry was released"));
            removeNode().onComplete((gone, failure) -> {
                if (failure == null) {
                    result.succeed(true);
                } else {
                    result.fail(failure);
                }
            });
        }
        return result;
    }

    Removal removeNode() {
        return Removal.of(context, nodePath, true);
    }

    /** Tells how a consumption ended. */
    void consumed(boolean done) {
        if (done) {
            lost.fail(new CancelledException("the entry was consumed"));
        } else {
            lost.succeed(null);
        }
    }

    /** Ends the hold, or settles a result with false if it has ended. */
    private boolean endByHolder(Deferred<Boolean> result) {
        if (isSessionOver()) {
            lose("its session is over");
        }
        boolean first = end();
        if (!first) {
            result.succeed(false);
        }
        return first;
    }

    private boolean end() {
        boolean first = ended.compareAndSet(false, true);
        if (first) {
            context.view().removeListener(this);
        }
        return first;
    }

    private void lose(String reason) {
        if (end()) {
            LOG.warn("entry {} is lost: {}", entryPath, reason);
            context.view().removeWatch(nodePath, WatchType.DATA, this);
            lost.succeed(null);
        }
    }

    @Override
    public void stateChanged(KazooState state) {
        if (state == KazooState.LOST) {
            lose("its session is over");
        } else if (state == KazooState.CONNECTED) {
            verify();
        }
    }

    /** The node was deleted or written to; an event without a path tells of the connection, as the listener does. */
    @Override
    public void onEvent(WatchedEvent event) {
        if (event.path() != null) {
            verify();
        }
    }

    private void verify() {
        if (!ended.get()) {
            context.view().get(nodePath, this).onComplete(this::verified);
        }
    }

    /** A lost connection is followed by another, which verifies again, or by the end of the session. */
    private void verified(@Nullable NodeData data, @Nullable Throwable failure) {
        boolean replaced = data != null && data.stat().czxid() != stat.czxid();
        if (replaced || failure instanceof NoNodeException) {
            lose("its node was deleted");
        } else if (failure == null) {
            retry.reset();
        } else if (Failures.isOfRequestAlone(failure)) {
            retry.again(this::verify);
        }
    }

    private void requireMayBlock(String call) {
        context.requireMayBlock("QueueEntry." + call + "()", call + "Async()");
    }
}
