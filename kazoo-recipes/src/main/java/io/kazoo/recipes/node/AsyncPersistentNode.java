package io.kazoo.recipes.node;

import io.kazoo.AsyncResult;
import io.kazoo.CreateOptions;
import io.kazoo.KazooClient;
import io.kazoo.handler.Deferred;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.RecipePaths;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A node that is always there, without blocking: the implementation of which {@link PersistentNode} is the blocking face.
 * Made with {@link PersistentNode#async()}.
 */
public final class AsyncPersistentNode {
    final RecipeContext context;
    private final Keeper keeper;
    private final AtomicBoolean started = new AtomicBoolean();

    AsyncPersistentNode(KazooClient client, String path, byte @Nullable [] data, CreateOptions options) {
        context = new RecipeContext(client, "persistent-node");
        Content content = new Content(copy(data));
        keeper = new Keeper(context, RecipePaths.of(path), content, options.withParents());
    }

    /** See {@link PersistentNode#start()}. */
    public AsyncResult<String> start() {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("a persistent node is started once");
        }
        Deferred<String> result = context.newResult();
        context.lane().execute(() -> keeper.start(result));
        return result;
    }

    /** See {@link PersistentNode#path()}. */
    public Optional<String> path() {
        return keeper.path();
    }

    /** See {@link PersistentNode#isPresent()}. */
    public boolean isPresent() {
        return keeper.isPresent();
    }

    /** See {@link PersistentNode#setData}; the result is the path. */
    public AsyncResult<String> setData(byte @Nullable [] data) {
        byte @Nullable [] copy = copy(data);
        Deferred<String> result = context.newResult();
        context.lane().execute(() -> keeper.change(copy, result));
        return result;
    }

    /** See {@link PersistentNode#addListener}. */
    public void addListener(PersistentNodeListener listener) {
        Objects.requireNonNull(listener);
        context.lane().execute(() -> keeper.addListener(listener));
    }

    /** See {@link PersistentNode#removeListener}. */
    public void removeListener(PersistentNodeListener listener) {
        context.lane().execute(() -> keeper.listeners.remove(listener));
    }

    /** See {@link PersistentNode#close()}; the result succeeds when the node is gone. */
    public AsyncResult<Boolean> close() {
        context.lane().execute(keeper::close);
        return context.newResultOf(keeper.closed);
    }

    private static byte @Nullable [] copy(byte @Nullable [] data) {
        return data == null ? null : data.clone();
    }
}
