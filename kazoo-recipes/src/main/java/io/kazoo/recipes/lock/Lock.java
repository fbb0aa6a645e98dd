package io.kazoo.recipes.lock;

import io.kazoo.KazooClient;
import io.kazoo.exceptions.KazooInterruptedException;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.support.Blocking;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A lock that any number of clients contend for, first come first served; with kazoo's layout, so that Python and Java
 * clients share it. The blocking face of {@link AsyncLock}.
 *
 * <pre>{@code
 * Lock lock = Lock.create(client, "/jobs/nightly");
 * try (Hold held = lock.acquire(Duration.ofSeconds(30))) {
 *     run(held.fencingToken());
 * }
 * }</pre>
 *
 * <p><b>Ownership.</b> The {@link Hold} owns the lock: not the thread, and not this object. Every acquire is a
 * contender of its own: a second one on the same object waits for the first, in the same thread for ever. This object
 * holds nothing that would have to be closed, and is safe for any number of threads.
 *
 * <p><b>Failures.</b> A lost connection only delays an acquire: after the reconnect it goes on with the node it has, and
 * finds the node again if the reply that named it was lost. If the session expires it joins again, at the end of the
 * queue, within the same deadline. However an acquire ends without the lock, by timeout, cancellation, interrupt or
 * failure, its node is removed in the background, over reconnects, until it is gone or the session is. If the client is
 * stopped, the acquire fails with {@link io.kazoo.exceptions.ConnectionClosedException}.
 *
 * <p><b>Layout.</b> {@code <path>/<32 hex digits>__lock__<10 digits>}, {@code __rlock__} for readers, with the
 * identifier as data; other names for other clients with {@link LockNaming}. Missing parents are created. Sequence numbers compare as numbers, past 2147483647 too; Python
 * kazoo does not, and must not contend beyond that number.
 */
public final class Lock {
    private final AsyncLock async;

    private Lock(AsyncLock async) {
        this.async = async;
    }

    /** As {@link #create(KazooClient, String, LockOptions)} with {@link LockOptions#defaults()}. */
    public static Lock create(KazooClient client, String path) {
        return create(client, path, LockOptions.defaults());
    }

    /**
     * Makes an exclusive lock (kazoo's {@code Lock}). It does not exclude readers: with those use {@link #write}.
     *
     * @param path the node whose children are the contenders; created when needed
     * @throws IllegalArgumentException if the path has a component {@code .} or {@code ..}
     */
    public static Lock create(KazooClient client, String path, LockOptions options) {
        return new Lock(new AsyncLock(client, path, LockKind.EXCLUSIVE, options));
    }

    /** As {@link #read(KazooClient, String, LockOptions)} with {@link LockOptions#defaults()}. */
    public static Lock read(KazooClient client, String path) {
        return read(client, path, LockOptions.defaults());
    }

    /**
     * Makes the lock of a reader (kazoo's {@code ReadLock}): shared with other readers, excluded by writers before it.
     *
     * @throws IllegalArgumentException as {@link #create(KazooClient, String, LockOptions)}
     */
    public static Lock read(KazooClient client, String path, LockOptions options) {
        return new Lock(new AsyncLock(client, path, LockKind.READ, options));
    }

    /** As {@link #write(KazooClient, String, LockOptions)} with {@link LockOptions#defaults()}. */
    public static Lock write(KazooClient client, String path) {
        return write(client, path, LockOptions.defaults());
    }

    /**
     * Makes the lock of a writer (kazoo's {@code WriteLock}): excluded by readers and writers before it.
     *
     * @throws IllegalArgumentException as {@link #create(KazooClient, String, LockOptions)}
     */
    public static Lock write(KazooClient client, String path, LockOptions options) {
        return new Lock(new AsyncLock(client, path, LockKind.WRITE, options));
    }

    /** Returns the face of this lock that never blocks. */
    public AsyncLock async() {
        return async;
    }

    /** Returns the path of the lock's node, below the client's chroot. */
    public String path() {
        return async.path();
    }

    /**
     * Waits for the lock without bound.
     *
     * @throws io.kazoo.exceptions.CancelledException if {@link #cancel()} is called
     * @throws KazooInterruptedException if the thread is interrupted
     * @throws io.kazoo.exceptions.ConnectionClosedException if the client is not started, or stopped meanwhile
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses, for example with NoAuth
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block; nothing was sent then
     */
    public Hold acquire() {
        requireMayBlock("acquire()");
        return Blocking.get(async.acquire(), Hold::releaseAsync);
    }

    /**
     * Waits for the lock for a time at the most.
     *
     * @param timeout how long all together, reconnects and new sessions included. Asking takes a round trip: with zero
     *     there is no time for it; {@link #tryAcquire()} asks without waiting for other holders
     * @throws io.kazoo.exceptions.LockTimeoutException if it is not obtained by then
     * @see #acquire()
     */
    public Hold acquire(Duration timeout) {
        requireMayBlock("acquire(Duration)");
        return Blocking.get(async.acquire(timeout), Hold::releaseAsync);
    }

    /**
     * Takes the lock if nobody stands before: never waits for another holder, only for the servers. Leaves no node
     * behind if it is not obtained.
     *
     * @return the lock, or empty if somebody has it or waits for it
     * @see #acquire()
     */
    public Optional<Hold> tryAcquire() {
        requireMayBlock("tryAcquire()");
        return Blocking.get(async.tryAcquire(), held -> held.ifPresent(Hold::releaseAsync));
    }

    /**
     * Ends every acquire of this object that is still waiting: it fails with {@link
     * io.kazoo.exceptions.CancelledException} and its node is removed. Locks that are held are not touched, and new
     * acquires may follow. Never blocks.
     */
    public void cancel() {
        async.cancel();
    }

    /**
     * Returns the identifiers of all who hold this lock or wait for it, first come first; for read and write locks
     * readers and writers as far as kazoo's rules let this one see them. Nodes without data are left out.
     *
     * @throws io.kazoo.exceptions.ZookeeperException as any read; not retried
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block
     */
    public List<String> contenders() {
        requireMayBlock("contenders()");
        return Blocking.get(async.contenders());
    }

    private void requireMayBlock(String call) {
        async.context.requireMayBlock("Lock." + call, "Lock.async()." + call);
    }
}
