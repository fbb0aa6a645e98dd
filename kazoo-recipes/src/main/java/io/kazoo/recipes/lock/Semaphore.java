package io.kazoo.recipes.lock;

import io.kazoo.KazooClient;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.support.Blocking;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A number of leases that any number of clients contend for; with kazoo's layout, so that Python and Java clients share
 * it. The blocking face of {@link AsyncSemaphore}.
 *
 * <pre>{@code
 * Semaphore semaphore = Semaphore.create(client, "/downloads", 3);
 * try (Hold lease = semaphore.acquire(Duration.ofSeconds(30))) {
 *     download();
 * }
 * }</pre>
 *
 * <p><b>Ownership.</b> As with a {@link Lock}, the {@link Hold} owns the lease, and every acquire takes another one: in
 * kazoo a second acquire of the same object shares the first one's. This object holds nothing that would have to be
 * closed, and is safe for any number of threads.
 *
 * <p><b>Order.</b> Who may count the leases is decided by a lock beside the semaphore's node, first come first served; the
 * one who has it keeps it until there is a free lease. So one client watches the leases, however many wait.
 *
 * <p><b>Failures.</b> As with a {@link Lock}: a lost connection only delays an acquire, a lost session makes it join again
 * at the end within the same deadline, and however it ends without a lease, nothing is left behind. A lease is created by
 * a transaction that ZooKeeper refuses to whoever may not count any more: there are never too many.
 *
 * <p><b>Layout.</b> {@code <path>} with the number of leases in decimal digits, {@code <path>/<32 hex digits>} for each
 * lease, ephemeral, with the identifier, and the lock in {@code <path>-__lock__}. Whatever is below the path counts as a
 * lease. Missing parents are created.
 */
public final class Semaphore {
    private final AsyncSemaphore async;

    private Semaphore(AsyncSemaphore async) {
        this.async = async;
    }

    /** As {@link #create(KazooClient, String, int, LockOptions)} with {@link LockOptions#defaults()}. */
    public static Semaphore create(KazooClient client, String path, int maxLeases) {
        return create(client, path, maxLeases, LockOptions.defaults());
    }

    /**
     * Makes a semaphore.
     *
     * @param path the node whose children are the leases; created when needed
     * @param maxLeases how many may be held at a time; all who share the path must give the same number
     * @param options the identifier of leases, whether being cut off loses one, what the semaphore's node is, and how the
     *     lock beside it is contended for
     * @throws IllegalArgumentException if the number is not positive, if the options ask for what is not ephemeral, or if
     *     the path has a component {@code .} or {@code ..}
     */
    public static Semaphore create(KazooClient client, String path, int maxLeases, LockOptions options) {
        return new Semaphore(new AsyncSemaphore(client, path, maxLeases, options));
    }

    /** Returns the face of this semaphore that never blocks. */
    public AsyncSemaphore async() {
        return async;
    }

    /** Returns the path of the semaphore's node, below the client's chroot. */
    public String path() {
        return async.path();
    }

    /** Returns how many leases there are. */
    public int maxLeases() {
        return async.maxLeases();
    }

    /**
     * Waits for a lease without bound.
     *
     * @throws io.kazoo.exceptions.ConfigurationException if the semaphore at this path has another number of leases
     * @throws io.kazoo.exceptions.CancelledException if {@link #cancel()} is called
     * @throws io.kazoo.exceptions.KazooInterruptedException if the thread is interrupted
     * @throws io.kazoo.exceptions.ConnectionClosedException if the client is not started, or stopped meanwhile
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses, for example with NoAuth
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block; nothing was sent then
     */
    public Hold acquire() {
        requireMayBlock("acquire()");
        return Blocking.get(async.acquire(), Hold::releaseAsync);
    }

    /**
     * Waits for a lease for a time at the most.
     *
     * @param timeout how long all together, with everything that may happen on the way; asking takes some round trips
     * @throws io.kazoo.exceptions.LockTimeoutException if it is not obtained by then
     * @see #acquire()
     */
    public Hold acquire(Duration timeout) {
        requireMayBlock("acquire(Duration)");
        return Blocking.get(async.acquire(timeout), Hold::releaseAsync);
    }

    /**
     * Takes a lease if one is free and nobody waits: never waits for another holder, only for the servers. It is also
     * refused while somebody else is counting. Leaves no node behind if it is not obtained.
     *
     * @return the lease, or empty
     * @see #acquire()
     */
    public Optional<Hold> tryAcquire() {
        requireMayBlock("tryAcquire()");
        return Blocking.get(async.tryAcquire(), held -> held.ifPresent(Hold::releaseAsync));
    }

    /**
     * Ends every acquire of this object that is still waiting, for a lease or to be the one who counts: it fails with
     * {@link io.kazoo.exceptions.CancelledException}. Leases that are held are not touched, and new acquires may follow.
     * Never blocks.
     */
    public void cancel() {
        async.cancel();
    }

    /**
     * Returns the identifiers of all who hold a lease, in no order.
     *
     * @throws io.kazoo.exceptions.ZookeeperException as any read; not retried
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block
     */
    public List<String> leaseHolders() {
        requireMayBlock("leaseHolders()");
        return Blocking.get(async.leaseHolders());
    }

    private void requireMayBlock(String call) {
        async.context.requireMayBlock("Semaphore." + call, "Semaphore.async()." + call);
    }
}
