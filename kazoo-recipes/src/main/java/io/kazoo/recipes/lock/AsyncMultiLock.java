package io.kazoo.recipes.lock;

import io.kazoo.AsyncResult;
import io.kazoo.recipes.support.RecipeContext;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Several locks at once, without blocking: the implementation of which {@link MultiLock} is the blocking face, method by
 * method. Made with {@link MultiLock#async()}. Cancelling the result of an acquire ends it and gives back what it has.
 */
public final class AsyncMultiLock {
    final RecipeContext context;
    /** In the order of their paths. */
    final List<AsyncLock> locks;

    private final Set<MultiAttempt<?>> waiting = ConcurrentHashMap.newKeySet();

    AsyncMultiLock(Collection<AsyncLock> some) {
        locks = some.stream().sorted(Comparator.comparing(AsyncLock::path)).toList();
        if (locks.isEmpty()) {
            throw new IllegalArgumentException("no locks");
        }
        if (Set.copyOf(paths()).size() < locks.size()) {
            throw new IllegalArgumentException("two locks of the same path would wait for each other: " + paths());
        }
        context = new RecipeContext(locks.get(0).context.client(), "multi-lock");
    }

    /** See {@link MultiLock#paths()}. */
    public List<String> paths() {
        return locks.stream().map(AsyncLock::path).toList();
    }

    /** See {@link MultiLock#acquire()}. */
    public AsyncResult<MultiHold> acquire() {
        return start(new MultiAttempt<MultiHold>(this, held -> held, null), null);
    }

    /** See {@link MultiLock#acquire(Duration)}. */
    public AsyncResult<MultiHold> acquire(Duration timeout) {
        return start(new MultiAttempt<MultiHold>(this, held -> held, null), Objects.requireNonNull(timeout));
    }

    /** See {@link MultiLock#tryAcquire()}. */
    public AsyncResult<Optional<MultiHold>> tryAcquire() {
        return start(new MultiAttempt<Optional<MultiHold>>(this, Optional::of, Optional::empty), null);
    }

    /** See {@link MultiLock#cancel()}. */
    public void cancel() {
        waiting.forEach(MultiAttempt::cancel);
    }

    private <T> AsyncResult<T> start(MultiAttempt<T> attempt, @Nullable Duration timeout) {
        waiting.add(attempt);
        return attempt.start(timeout);
    }

    void ended(MultiAttempt<?> attempt) {
        waiting.remove(attempt);
    }
}
