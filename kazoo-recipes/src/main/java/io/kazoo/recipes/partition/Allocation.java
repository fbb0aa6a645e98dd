package io.kazoo.recipes.partition;

import io.kazoo.AsyncResult;
import io.kazoo.handler.Deferred;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.AsyncLock;
import io.kazoo.recipes.support.RecipeContext;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** The locks of one part, all of which are waited for at once. Confined to the partitioner's lane. */
final class Allocation {
    /** What becomes of an allocation, unless it is abandoned. */
    interface Outcome {
        /** All locks are held, the first time. */
        void complete(Allocation allocation);

        /** A lock that was held is lost. */
        void broken(Allocation allocation);

        /** A lock can never be had. */
        void failed(Throwable failure);
    }

    private final RecipeContext context;
    private final Outcome outcome;
    private final Map<String, AsyncResult<Hold>> locks = new LinkedHashMap<>();
    private final Map<String, Hold> held = new LinkedHashMap<>();
    private boolean abandoned;

    Allocation(RecipeContext context, Outcome outcome) {
        this.context = context;
        this.outcome = outcome;
    }

    void start(Set<String> part, Function<String, AsyncLock> lockOf) {
        for (String each : part) {
            AsyncResult<Hold> acquire = lockOf.apply(each).acquire();
            locks.put(each, acquire);
            acquire.onComplete(context.lane(), (won, failure) -> {
                if (won != null) {
                    won(each, won);
                } else if (!abandoned) {
                    outcome.failed(Objects.requireNonNull(failure));
                }
            });
        }
        if (part.isEmpty()) {
            outcome.complete(this);
        }
    }

    private void won(String name, Hold won) {
        if (abandoned) {
            won.releaseAsync();
            return;
        }
        held.put(name, won);
        won.lost().onComplete(context.lane(), (gone, released) -> {
            if (!abandoned) {
                outcome.broken(this);
            }
        });
        if (held.size() == locks.size()) {
            outcome.complete(this);
        }
    }

    /** Returns what is held, in the order of the part. */
    Map<String, Hold> held() {
        Map<String, Hold> ordered = new LinkedHashMap<>(locks.size());
        locks.keySet().forEach(each -> {
            Hold hold = held.get(each);
            if (hold != null) {
                ordered.put(each, hold);
            }
        });
        return ordered;
    }

    /** Returns what others hold. */
    Collection<String> missing() {
        Set<String> missing = new LinkedHashSet<>(locks.keySet());
        missing.removeAll(held.keySet());
        return missing;
    }

    /** Waits no more and gives everything back; the result succeeds when the locks that were held are given back. */
    AsyncResult<Boolean> abandon() {
        abandoned = true;
        locks.values().forEach(AsyncResult::cancel);
        Deferred<Boolean> done = new Deferred<>(context.lane());
        int[] left = {held.size()};
        for (Hold hold : held.values()) {
            hold.releaseAsync().onComplete(context.lane(), (released, failure) -> {
                if (failure != null) {
                    done.fail(failure);
                }
                if (--left[0] == 0) {
                    done.succeed(true);
                }
            });
        }
        if (held.isEmpty()) {
            done.succeed(true);
        }
        return done;
    }
}
