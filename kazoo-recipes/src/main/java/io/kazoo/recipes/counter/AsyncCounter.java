package io.kazoo.recipes.counter;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.handler.Deferred;
import io.kazoo.recipes.support.Failures;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.RecipePaths;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A counter without blocking: the implementation of which {@link Counter} is the blocking face, method by method. Made
 * with {@link Counter#async()}. Each result calls back on a lane of its own.
 *
 * <p>A change whose result is cancelled may still be applied.
 */
public final class AsyncCounter<N extends Number> {
    private static final int LONGEST_SHOWN = 32;

    final RecipeContext context;
    private final String path;
    private final N initial;
    private final CounterFormat<N> format;

    AsyncCounter(KazooClient client, String path, N initial, CounterFormat<N> format) {
        this.path = RecipePaths.of(path);
        this.initial = Objects.requireNonNull(initial);
        this.format = format;
        context = new RecipeContext(client, "counter");
    }

    /** See {@link Counter#path()}. */
    public String path() {
        return path;
    }

    /** See {@link Counter#value()}. */
    public AsyncResult<N> value() {
        Deferred<N> result = context.newResult();
        context.persist(() -> context.view().get(path)).onComplete((node, wrapped) -> {
            Throwable failure = wrapped == null ? null : Failures.unwrap(wrapped);
            if (failure != null && !(failure instanceof NoNodeException)) {
                result.fail(failure);
                return;
            }
            try {
                result.succeed(decode(node == null ? null : node.data()));
            } catch (CounterException e) {
                result.fail(e);
            }
        });
        return result;
    }

    /** See {@link Counter#add}. */
    public AsyncResult<CounterChange<N>> add(N delta) {
        return update(delta, false);
    }

    /** See {@link Counter#subtract}. */
    public AsyncResult<CounterChange<N>> subtract(N delta) {
        return update(delta, true);
    }

    private AsyncResult<CounterChange<N>> update(N delta, boolean negated) {
        CounterUpdate<N> update = new CounterUpdate<>(this, Objects.requireNonNull(delta), negated);
        context.lane().execute(update::begin);
        return update;
    }

    CounterFormat<N> format() {
        return format;
    }

    private N decode(byte @Nullable [] data) {
        if (data == null || data.length == 0) {
            return initial;
        }
        try {
            return format.decode().apply(data);
        } catch (NumberFormatException e) {
            String start = Arrays.toString(Arrays.copyOf(data, Math.min(data.length, LONGEST_SHOWN)));
            throw new CounterException(
                    "counter %s holds %d bytes that are not %s: %s".formatted(path, data.length, format.noun(), start),
                    e);
        }
    }

    /** Computes a change of what the node holds. */
    CounterChange<N> change(byte @Nullable [] data, N delta, boolean negated) {
        N before = decode(data);
        try {
            N after = format.add().apply(before, negated ? format.negate().apply(delta) : delta);
            return new CounterChange<>(before, after);
        } catch (ArithmeticException e) {
            throw new CounterException(
                    "counter %s: %s %s %s is not %s".formatted(path, before, negated ? "-" : "+", delta, format.noun()),
                    e);
        }
    }
}
