package io.kazoo.recipes.lock;

import io.kazoo.recipes.support.Blocking;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Several locks at once, all or none. They are taken one after the other in the order of their paths, whatever the order in
 * which they are given: two who want the same ones never wait for each other. The blocking face of {@link AsyncMultiLock}.
 *
 * <pre>{@code
 * MultiLock both = MultiLock.of(List.of(Lock.create(client, "/accounts/7"), Lock.create(client, "/accounts/3")));
 * try (MultiHold held = both.acquire(Duration.ofSeconds(30))) {
 *     transfer();
 * }
 * }</pre>
 *
 * <p>Failures are those of {@link Lock}. If one of them is lost while the next is waited for, for example with the session,
 * all are given back and it begins anew, within the same deadline.
 */
public final class MultiLock {
    private final AsyncMultiLock async;

    private MultiLock(AsyncMultiLock async) {
        this.async = async;
    }

    /**
     * Makes one of some locks, of the same client or of several.
     *
     * @throws IllegalArgumentException if there are none, or two with the same path: they would wait for each other
     */
    public static MultiLock of(Collection<Lock> locks) {
        return new MultiLock(new AsyncMultiLock(locks.stream().map(Lock::async).toList()));
    }

    /** Returns the face that never blocks. */
    public AsyncMultiLock async() {
        return async;
    }

    /** Returns the paths of the locks, in the order in which they are taken. */
    public List<String> paths() {
        return async.paths();
    }

    /**
     * Waits for all of them without bound.
     *
     * @see Lock#acquire()
     */
    public MultiHold acquire() {
        requireMayBlock("acquire()");
        return Blocking.get(async.acquire(), MultiHold::releaseAsync);
    }

    /**
     * Waits for all of them for a time at the most.
     *
     * @param timeout how long all together, for all of them
     * @throws io.kazoo.exceptions.LockTimeoutException if they are not obtained by then; none is held then
     * @see Lock#acquire(Duration)
     */
    public MultiHold acquire(Duration timeout) {
        requireMayBlock("acquire(Duration)");
        return Blocking.get(async.acquire(timeout), MultiHold::releaseAsync);
    }

    /**
     * Takes all of them if nobody stands before, at any of them.
     *
     * @return the hold, or empty; then none is held
     * @see Lock#tryAcquire()
     */
    public Optional<MultiHold> tryAcquire() {
        requireMayBlock("tryAcquire()");
        return Blocking.get(async.tryAcquire(), held -> held.ifPresent(MultiHold::releaseAsync));
    }

    /** Ends every acquire of this object that is still waiting. Acquires of the single locks are not touched. */
    public void cancel() {
        async.cancel();
    }

    private void requireMayBlock(String call) {
        async.context.requireMayBlock("MultiLock." + call, "MultiLock.async()." + call);
    }
}
