package io.kazoo.recipes.lock;

import static io.kazoo.handler.Deferred.onSettled;

import io.kazoo.KazooState;
import io.kazoo.StateListener;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.exceptions.SessionExpiredException;
import io.kazoo.handler.Deferred;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes a contender's node, over any number of reconnects, until it is confirmed gone or its session is over. Nobody
 * has to wait for it, and no interrupt or cancellation reaches it: a forgotten contender would block everybody behind
 * it (kazoo issues 412 and 732, CURATOR-62).
 *
 * <p>As a result it succeeds in the end; a failure that neither a reconnect nor a new session cures fails it, and the
 * removal still goes on.
 *
 * <p>It does not sleep through the end of its session: a client that is stopped may take its handler along, and with it
 * the timer that would end a pause.
 */
final class Removal extends Deferred<@Nullable Void> implements StateListener {
    private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

    private final AsyncLock lock;
    private final Retry retry;
    /** What to do after the pause; null when a request is under way. */
    private @Nullable Runnable next;

    private boolean listening;

    private Removal(AsyncLock lock) {
        super(lock.lane);
        this.lock = lock;
        this.retry = new Retry(lock.lane);
    }

    /** Removes a node. May be called on any thread. */
    static Removal of(AsyncLock lock, String path) {
        Removal removal = new Removal(lock);
        removal.delete(path);
        return removal;
    }

    /** Removes the node that a create may have made whose reply is lost, if it is there. */
    static Removal ofLost(AsyncLock lock, String prefix) {
        Removal removal = new Removal(lock);
        removal.search(prefix);
        return removal;
    }

    /** The usual end, confirmed at the first try, is told by the thread that reads it: no hop on the way to a release. */
    private void delete(String path) {
        onSettled(lock.view.delete(path), (done, failure) -> {
            if (failure == null) {
                end();
                succeed(null);
            } else {
                lock.lane.execute(() -> ended(failure, () -> delete(path)));
            }
        });
    }

    /** Looks with the leader's eyes: the server of the new connection may not have seen the create yet. */
    private void search(String prefix) {
        lock.view.sync(lock.path()).onComplete((synced, failure) -> {
            if (failure == null) {
                list(prefix);
            } else {
                ended(failure, () -> search(prefix));
            }
        });
    }

    private void list(String prefix) {
        lock.view.getChildren(lock.path()).onComplete((children, failure) -> {
            String found = children == null ? null : LockNames.find(children, prefix);
            if (found != null) {
                retry.reset();
                delete(lock.childPath(found));
            } else {
                ended(failure, () -> search(prefix));
            }
        });
    }

    private void ended(@Nullable Throwable wrapped, Runnable again) {
        Throwable failure = wrapped == null ? null : Failures.unwrap(wrapped);
        if (failure == null || failure instanceof NoNodeException || isGoneWithSession(failure)) {
            end();
            succeed(null);
            return;
        }
        if (failure instanceof ConnectionClosedException) {
            end(); // a node that outlives sessions is out of reach when the client is stopped, and still there
            fail(failure);
            return;
        }
        if (!Failures.isTransient(failure) && fail(failure)) {
            LOG.warn("could not remove a contender of lock {}, will try again: {}", lock.path(), failure.toString());
        }
        if (!listening) {
            listening = true;
            lock.view.addListener(this);
        }
        next = again;
        retry.again(this::goOn);
    }

    private void end() {
        if (listening) {
            lock.view.removeListener(this);
        }
    }

    private void goOn() {
        Runnable task = next;
        next = null;
        if (task != null) {
            task.run();
        }
    }

    @Override
    public void stateChanged(KazooState state) {
        if (state == KazooState.LOST) {
            goOn();
        }
    }

    private boolean isGoneWithSession(Throwable failure) {
        return failure instanceof SessionExpiredException && lock.options.ephemeral();
    }
}
