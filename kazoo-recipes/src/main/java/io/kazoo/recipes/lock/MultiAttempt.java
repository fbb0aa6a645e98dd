package io.kazoo.recipes.lock;

import io.kazoo.AsyncResult;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.support.Failures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One acquire of a multi lock: takes one lock after the other, and begins anew if it loses one on the way. */
final class MultiAttempt<T> extends Attempt<T> {
    private final AsyncMultiLock multi;
    private final List<Hold> held = new ArrayList<>();
    /** The acquire of the next lock. */
    private @Nullable AsyncResult<?> asking;
    /** Whether it begins anew when that has ended: one lock was lost meanwhile. */
    private boolean lostOne;

    MultiAttempt(AsyncMultiLock multi, Function<? super MultiHold, T> granted, @Nullable Supplier<T> refused) {
        super(multi.context, "the locks " + multi.paths(), hold -> granted.apply((MultiHold) hold), refused);
        this.multi = multi;
    }

    @Override
    void begin() {
        if (held.size() == multi.locks.size()) {
            allHeld();
        } else {
            AsyncResult<Optional<Hold>> ask = multi.locks.get(held.size()).ask(mayWait());
            asking = ask;
            ask.onComplete(
                    context.lane(), (answer, failure) -> asked(answer == null ? null : answer.orElse(null), failure));
        }
    }

    private void asked(@Nullable Hold obtained, @Nullable Throwable failure) {
        boolean anew = lostOne;
        lostOne = false;
        asking = null;
        if (obtained != null) {
            held.add(obtained);
        }
        if (isOver()) {
            releaseAll();
        } else if (anew) {
            restart();
        } else if (failure != null) {
            fatal(Failures.unwrap(failure));
        } else if (obtained == null) {
            refuse();
        } else {
            obtained.lost().onComplete(context.lane(), (lost, released) -> ended(obtained));
            begin();
        }
    }

    /** A lock that is lost before all are there: none is worth having. */
    private void ended(Hold which) {
        if (!isOver() && held.contains(which)) {
            if (asking == null) {
                restart();
            } else {
                lostOne = true;
                asking.cancel(); // its answer, whatever it is, comes first
            }
        }
    }

    private void restart() {
        releaseAll();
        begin();
    }

    private void allHeld() {
        if (held.stream().allMatch(Hold::isHeld)) {
            JoinedHold won = new JoinedHold(context, held);
            if (grant(won)) {
                held.clear();
                multi.ended(this);
                won.listen();
            }
        } else {
            restart();
        }
    }

    @Override
    AsyncResult<?> giveUp() {
        multi.ended(this);
        if (asking != null) {
            asking.cancel();
        }
        return releaseAll();
    }

    private AsyncResult<?> releaseAll() {
        AsyncResult<?> released = JoinedHold.release(context, List.copyOf(held));
        held.clear();
        return released;
    }
}
