package io.kazoo.recipes.lease;

import io.kazoo.KazooClient;
import io.kazoo.recipes.support.Blocking;
import java.time.Duration;

/**
 * A number of {@linkplain NonBlockingLease leases} of which one is obtained: for work that some of many may do. With kazoo's
 * layout. The blocking face of {@link AsyncMultiNonBlockingLease}.
 *
 * <p>Whoever has one renews it; nobody with one identifier has two. (In kazoo that can happen when an earlier one has
 * ended.) All who share the path must give the same number of leases.
 *
 * <p><b>Layout.</b> The leases are {@code <path>/0}, {@code <path>/1} and so on.
 */
public final class MultiNonBlockingLease {
    private final AsyncMultiNonBlockingLease async;

    private MultiNonBlockingLease(AsyncMultiNonBlockingLease async) {
        this.async = async;
    }

    /**
     * Describes some leases; nothing is asked for yet.
     *
     * @param count how many there are
     * @param path the node below which they are; created when needed
     * @param duration how long each lasts once it is obtained, a second at least
     * @throws IllegalArgumentException if there are none, or as {@link NonBlockingLease#create}
     */
    public static MultiNonBlockingLease create(
            KazooClient client, int count, String path, Duration duration, LeaseOptions options) {
        return new MultiNonBlockingLease(new AsyncMultiNonBlockingLease(client, count, path, duration, options));
    }

    /** Returns the face that never blocks. */
    public AsyncMultiNonBlockingLease async() {
        return async;
    }

    /** Returns the path of the node that holds the leases, below the client's chroot. */
    public String path() {
        return async.path();
    }

    /**
     * Takes one of the leases, or renews the one that the same identifier has, unless others have all of them.
     *
     * @return whether one was obtained
     * @see NonBlockingLease#obtain()
     */
    public boolean obtain() {
        async.context.requireMayBlock("MultiNonBlockingLease.obtain()", "MultiNonBlockingLease.async().obtain()");
        return Blocking.get(async.obtain());
    }
}
