package io.kazoo.recipes.lease;

import io.kazoo.KazooClient;
import io.kazoo.recipes.support.Blocking;
import java.time.Duration;

/**
 * A lease that ends by the clock: for work that one of many may do, such as a nightly report, which nobody else needs to do
 * for some time if it was done, or begun. With kazoo's layout, so that Python and Java clients share it. The blocking face
 * of {@link AsyncNonBlockingLease}.
 *
 * <pre>{@code
 * NonBlockingLease nightly =
 *         NonBlockingLease.create(client, "/jobs/report", Duration.ofHours(20), LeaseOptions.of(hostName));
 * if (nightly.obtain()) {
 *     report();
 * }
 * }</pre>
 *
 * <p>It needs no session: it is neither lost with one nor given back by anybody, and ends when its time is up by the clocks
 * of those who want it next. It is not safe mutual exclusion; for that there is {@link io.kazoo.recipes.lock.Lock}.
 *
 * <p>The same identifier may renew it at any time: it then ends a whole duration from now.
 *
 * <p><b>Failures.</b> A lost connection or session only delays an attempt. A record of a version that is not known is never
 * replaced; one that is no record at all is an error.
 *
 * <p><b>Layout.</b> {@code <path>/lease_holder} with <code>{"version": 1, "holder": "...", "end": "2026-01-02T03:04:05"}
 * </code>, the time in UTC, a part of a second left out; it stays when the lease ends. Those who look at it do so one after
 * the other: they contend for a {@linkplain io.kazoo.recipes.lock.Lock lock} at {@code <path>} for a moment.
 */
public final class NonBlockingLease {
    private final AsyncNonBlockingLease async;

    private NonBlockingLease(AsyncNonBlockingLease async) {
        this.async = async;
    }

    /**
     * Describes a lease; nothing is asked for yet.
     *
     * @param path the node below which the record is; created when needed
     * @param duration how long it lasts once it is obtained, a second at least
     * @throws IllegalArgumentException if the duration is shorter, or longer than a thousand years, or if the path has a
     *     component {@code .} or {@code ..}
     */
    public static NonBlockingLease create(KazooClient client, String path, Duration duration, LeaseOptions options) {
        return new NonBlockingLease(new AsyncNonBlockingLease(client, path, duration, options));
    }

    /** Returns the face of this lease that never blocks. */
    public AsyncNonBlockingLease async() {
        return async;
    }

    /** Returns the path of the lease's node, below the client's chroot. */
    public String path() {
        return async.path();
    }

    /**
     * Takes the lease, or renews it, unless somebody else has it. Waits for the servers, and for others who are looking at
     * it just now, but not for its end.
     *
     * @return whether it was obtained
     * @throws io.kazoo.exceptions.ConfigurationException if the node holds something else than a record
     * @throws io.kazoo.exceptions.KazooInterruptedException if the thread is interrupted; it may be obtained or not then
     * @throws io.kazoo.exceptions.ConnectionClosedException if the client is not started, or stopped meanwhile
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses, for example with NoAuth
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block; nothing was sent then
     */
    public boolean obtain() {
        async.context.requireMayBlock("NonBlockingLease.obtain()", "NonBlockingLease.async().obtain()");
        return Blocking.get(async.obtain());
    }
}
