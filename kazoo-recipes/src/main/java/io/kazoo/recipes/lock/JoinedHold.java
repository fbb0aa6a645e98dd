package io.kazoo.recipes.lock;

import io.kazoo.AsyncResult;
import io.kazoo.handler.Deferred;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.support.RecipeContext;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The hold of a multi lock. */
final class JoinedHold extends BaseHold implements MultiHold {
    private final List<Hold> holds;

    JoinedHold(RecipeContext context, List<Hold> holds) {
        super(context);
        this.holds = List.copyOf(holds);
    }

    /** Begins to listen for the loss of one. */
    void listen() {
        for (Hold each : holds) {
            each.lost().onComplete(context.lane(), (lost, released) -> loseAll());
        }
    }

    private void loseAll() {
        if (lose()) {
            giveBack();
        }
    }

    @Override
    public List<Hold> holds() {
        return holds;
    }

    @Override
    public boolean isHeld() {
        return !hasEnded() && holds.stream().allMatch(Hold::isHeld);
    }

    @Override
    public long fencingToken() {
        return holds.stream().mapToLong(Hold::fencingToken).max().orElseThrow();
    }

    @Override
    public String nodePath() {
        return holds.get(0).nodePath();
    }

    @Override
    void notice() {
        if (!holds.stream().allMatch(Hold::isHeld)) {
            loseAll();
        }
    }

    @Override
    void onEnd() {}

    @Override
    AsyncResult<@Nullable Void> giveBack() {
        return release(context, holds);
    }

    @Override
    List<String> guards() {
        return holds.stream().map(Hold::nodePath).toList();
    }

    /** Releases some, the last one first; ends when all of them are given back or lost. */
    static AsyncResult<@Nullable Void> release(RecipeContext context, List<Hold> holds) {
        Deferred<@Nullable Void> result = new Deferred<>(context.lane());
        AtomicInteger left = new AtomicInteger(holds.size());
        if (holds.isEmpty()) {
            result.succeed(null);
        }
        for (int i = holds.size() - 1; i >= 0; i--) {
            holds.get(i).releaseAsync().onComplete(context.lane(), (released, failure) -> {
                if (failure != null) {
                    result.fail(failure);
                }
                if (left.decrementAndGet() == 0) {
                    result.succeed(null);
                }
            });
        }
        return result;
    }
}
