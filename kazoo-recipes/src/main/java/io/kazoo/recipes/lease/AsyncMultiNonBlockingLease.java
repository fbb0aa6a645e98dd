package io.kazoo.recipes.lease;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.RecipePaths;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Several leases of which one is obtained, without blocking: the implementation of which {@link MultiNonBlockingLease} is
 * the blocking face, method by method. Made with {@link MultiNonBlockingLease#async()}.
 */
public final class AsyncMultiNonBlockingLease {
    final RecipeContext context;
    final List<AsyncNonBlockingLease> leases;

    private final String path;

    AsyncMultiNonBlockingLease(KazooClient client, int count, String path, Duration duration, LeaseOptions options) {
        if (count < 1) {
            throw new IllegalArgumentException("there is at least one lease, not " + count);
        }
        this.path = RecipePaths.of(path);
        context = new RecipeContext(client, "leases");
        leases = IntStream.range(0, count)
                .mapToObj(slot -> RecipePaths.child(this.path, Integer.toString(slot)))
                .map(each -> new AsyncNonBlockingLease(client, each, duration, options))
                .toList();
    }

    /** See {@link MultiNonBlockingLease#path()}. */
    public String path() {
        return path;
    }

    /**
     * See {@link MultiNonBlockingLease#obtain()}. Cancelling the result ends the attempt; what was written by then stays, and
     * ends by itself.
     */
    public AsyncResult<Boolean> obtain() {
        return new MultiLeaseAttempt(this).start();
    }
}
