package io.kazoo.recipes.lock;

import static io.kazoo.handler.Deferred.onSettled;

import io.kazoo.AsyncResult;
import io.kazoo.EventType;
import io.kazoo.KazooState;
import io.kazoo.NodeData;
import io.kazoo.WatchedEvent;
import io.kazoo.Watcher;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.handler.Deferred;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A hold: ends once, by release or by loss, whichever comes first. */
final class Hold implements HeldLock, Watcher {
    private static final Logger LOG = LoggerFactory.getLogger(Hold.class);

    private final AsyncLock lock;
    private final LockNode node;
    private final Runnable onEnd;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Deferred<@Nullable Void> lost;
    private final Retry retry;

    /**
     * Makes the hold of a node.
     *
     * @param onEnd called once when it ends, on any thread
     */
    Hold(AsyncLock lock, LockNode node, Runnable onEnd) {
        this.lock = lock;
        this.node = node;
        this.onEnd = onEnd;
        this.lost = lock.newResult();
        this.retry = new Retry(lock.lane);
    }

    @Override
    public boolean isHeld() {
        return !ended.get() && !isSessionOver();
    }

    /** Asks the client itself: the news may still be on its way to the lane. */
    private boolean isSessionOver() {
        return lock.options.ephemeral()
                && (lock.client.state() == KazooState.LOST
                        || lock.client
                                .clientId()
                                .filter(id -> id.sessionId() != node.owner())
                                .isPresent());
    }

    @Override
    public AsyncResult<@Nullable Void> lost() {
        return lost;
    }

    @Override
    public long fencingToken() {
        return node.czxid();
    }

    @Override
    public String nodePath() {
        return node.path();
    }

    @Override
    public void release() {
        lock.requireMayBlock("HeldLock.release()", "releaseAsync()");
        releaseAsync().get();
    }

    @Override
    public AsyncResult<Boolean> releaseAsync() {
        Deferred<Boolean> result = lock.newResult();
        if (isSessionOver()) {
            lose("its session is over");
        }
        if (!end()) {
            result.succeed(false);
            return result;
        }
        lost.fail(new Released());
        onSettled(Removal.of(lock, node.path()), (gone, failure) -> {
            if (failure == null) {
                result.succeed(true);
            } else {
                result.fail(failure);
            }
        });
        return result;
    }

    /** Each release fails the news of the loss with one that hardly anybody looks at: not worth a stack trace. */
    private static final class Released extends CancelledException {
        private static final long serialVersionUID = 1L;

        Released() {
            super("the lock was released");
        }

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }

    /** On the lane: a change of the client's state. */
    void stateChanged(KazooState state) {
        if (state == KazooState.LOST && lock.options.ephemeral()) {
            lose("its session is over");
        } else if (state == KazooState.CONNECTED) {
            verify();
        }
    }

    /** On the lane: the node was deleted or written to. When the session ends, {@link #stateChanged} hears of it. */
    @Override
    public void onEvent(WatchedEvent event) {
        if (event.type() != EventType.NONE) {
            verify();
        }
    }

    /**
     * Makes sure that the node is still there, and watches it. A failure tells nothing about the node. A lost connection
     * is followed by another, which verifies again, or by the end of the session; after any other, such as a time that is
     * up, nothing would follow.
     */
    void verify() {
        if (!ended.get()) {
            if (!lock.options.ephemeral()) {
                lock.view.sync(lock.path()); // the server of a new session may lag behind; the read is behind this
            }
            lock.view.get(node.path(), this).onComplete(this::verified);
        }
    }

    private void verified(@Nullable NodeData data, @Nullable Throwable failure) {
        boolean replaced = data != null && data.stat().czxid() != node.czxid();
        if (replaced || failure instanceof NoNodeException) {
            lose("its node was deleted");
        } else if (failure == null) {
            retry.reset();
        } else if (Failures.isOfRequestAlone(failure)) {
            retry.again(this::verify);
        }
    }

    private void lose(String reason) {
        if (end()) {
            LOG.warn("lock {} held by node {} is lost: {}", lock.path(), node.name(), reason);
            lost.succeed(null);
        }
    }

    private boolean end() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        onEnd.run();
        return true;
    }
}
