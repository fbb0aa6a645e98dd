package io.kazoo.recipes.lease;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.recipes.lock.AsyncLock;
import io.kazoo.recipes.lock.Lock;
import io.kazoo.recipes.lock.LockOptions;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.RecipePaths;
import java.time.Duration;
import java.time.Instant;

/**
 * A lease without blocking: the implementation of which {@link NonBlockingLease} is the blocking face, method by method.
 * Made with {@link NonBlockingLease#async()}.
 */
public final class AsyncNonBlockingLease {
    /** A record has four digits for the year. */
    private static final Duration LONGEST = Duration.ofDays(365_000);

    final RecipeContext context;
    final AsyncLock lock;
    final LeaseOptions options;

    private final String path;
    private final Duration duration;

    AsyncNonBlockingLease(KazooClient client, String path, Duration duration, LeaseOptions options) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a lease is of 1 s to " + LONGEST + ", not " + duration);
        }
        this.path = RecipePaths.of(path);
        this.duration = duration;
        this.options = options;
        context = new RecipeContext(client, "lease");
        LockOptions contending = LockOptions.defaults().withIdentifier(options.identifier());
        lock = Lock.create(client, this.path, contending).async();
    }

    /** See {@link NonBlockingLease#path()}. */
    public String path() {
        return path;
    }

    /**
     * See {@link NonBlockingLease#obtain()}. Cancelling the result ends the attempt; what was written by then stays, and ends
     * by itself.
     */
    public AsyncResult<Boolean> obtain() {
        return new LeaseAttempt(this).start();
    }

    String recordPath() {
        return RecipePaths.child(path, "lease_holder");
    }

    Instant now() {
        return options.clock().instant();
    }

    /** Makes the record that is written if the lease is taken now. */
    LeaseRecord newRecord() {
        return new LeaseRecord(options.identifier(), now().plus(duration));
    }
}
