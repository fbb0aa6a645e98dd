package io.kazoo.recipes.queue;

import io.kazoo.AsyncResult;
import io.kazoo.CreateMode;
import io.kazoo.KazooClient;
import io.kazoo.ZnodeStat;
import io.kazoo.handler.Deferred;
import io.kazoo.recipes.support.Failures;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.RecipePaths;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue without blocking: the implementation of which {@link Queue} is the blocking face, method by method. Made with
 * {@link Queue#async()}. Each result calls back on a lane of its own.
 *
 * <p>A put that is cancelled may still be applied. A get that is cancelled while its entry is being removed may take the
 * entry with it, which is logged.
 */
public final class AsyncQueue {
    static final Logger LOG = LoggerFactory.getLogger(AsyncQueue.class);

    final RecipeContext context;
    private final String path;

    AsyncQueue(KazooClient client, String path) {
        this.path = RecipePaths.of(path);
        context = new RecipeContext(client, "queue");
    }

    /** See {@link Queue#path()}. */
    public String path() {
        return path;
    }

    /** See {@link Queue#put(byte[])}. */
    public AsyncResult<@Nullable Void> put(byte[] value) {
        return put(value, Entries.DEFAULT_PRIORITY);
    }

    /** See {@link Queue#put(byte[], int)}. */
    public AsyncResult<@Nullable Void> put(byte[] value, int priority) {
        byte[] copy = Objects.requireNonNull(value, "value").clone();
        String prefix = RecipePaths.child(path, Entries.prefix(priority));
        return new Put(context, path, () -> context.view().create(prefix, copy, CreateMode.PERSISTENT_SEQUENTIAL))
                .start();
    }

    /** See {@link Queue#get()}. */
    public AsyncResult<Optional<byte[]>> get() {
        return new Take(context, path).start();
    }

    /** See {@link Queue#size()}. */
    public AsyncResult<Integer> size() {
        return size(context, path);
    }

    static AsyncResult<Integer> size(RecipeContext context, String parent) {
        Deferred<Integer> result = context.newResult();
        context.persist(() -> context.view().exists(parent)).onComplete((stat, wrapped) -> {
            if (stat != null) {
                result.succeed(stat.map(ZnodeStat::numChildren).orElse(0));
            } else if (wrapped != null) {
                result.fail(Failures.unwrap(wrapped));
            }
        });
        return result;
    }
}
