package io.kazoo.recipes.partition;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.exceptions.LockTimeoutException;
import io.kazoo.handler.Deferred;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.support.RecipeContext;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A partitioner without blocking: the implementation of which {@link SetPartitioner} is the blocking face. Made with {@link
 * SetPartitioner#async()}.
 */
public final class AsyncSetPartitioner {
    final RecipeContext context;
    private final Member member;
    private final AtomicBoolean started = new AtomicBoolean();

    AsyncSetPartitioner(KazooClient client, String path, Set<String> partitions, PartitionerOptions options) {
        context = new RecipeContext(client, "partitioner");
        member = new Member(context, path, partitions, options);
    }

    /** See {@link SetPartitioner#start()}. */
    public void start() {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("a partitioner is started once");
        }
        context.lane().execute(member::start);
    }

    /** See {@link SetPartitioner#state()}. */
    public PartitionState state() {
        return member.state();
    }

    /** See {@link SetPartitioner#held()}. */
    public Map<String, Hold> held() {
        return member.held();
    }

    /** See {@link SetPartitioner#waitForAcquire(Duration)}. */
    public AsyncResult<Map<String, Hold>> waitForAcquire(Duration timeout) {
        Objects.requireNonNull(timeout);
        return member.waiters.await(
                timeout,
                held -> held,
                result -> result.fail(
                        new LockTimeoutException("nothing was acquired within " + timeout + ": " + member.describe())));
    }

    /** See {@link SetPartitioner#releaseSet()}; the result tells whether there was something to release. */
    public AsyncResult<Boolean> releaseSet() {
        Deferred<Boolean> result = context.newResult();
        context.lane().execute(() -> member.releaseSet(result));
        return result;
    }

    /** See {@link SetPartitioner#finish()}; the result succeeds when everything is given back. */
    public AsyncResult<Boolean> finish() {
        Deferred<Boolean> result = context.newResult();
        context.lane().execute(() -> context.settleLike(result, member.finish()));
        return result;
    }

    /** See {@link SetPartitioner#addListener}. */
    public void addListener(PartitionListener listener) {
        Objects.requireNonNull(listener);
        context.lane().execute(() -> {
            PartitionState now = state();
            member.listeners.add(listener, added -> added.stateChanged(now));
        });
    }

    /** See {@link SetPartitioner#removeListener}. */
    public void removeListener(PartitionListener listener) {
        context.lane().execute(() -> member.listeners.remove(listener));
    }
}
