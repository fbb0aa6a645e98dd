package io.kazoo.recipes.counter;

import io.kazoo.NodeData;
import io.kazoo.exceptions.BadVersionException;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.handler.Deferred;
import io.kazoo.recipes.support.Failures;
import io.kazoo.recipes.support.Steps;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One change of a counter: reads, writes on condition that nobody else did meanwhile, begins anew if somebody did. */
final class CounterUpdate<N extends Number> extends Deferred<CounterChange<N>> {
    private final AsyncCounter<N> counter;
    private final N delta;
    private final boolean negated;
    private final Steps steps;

    /** The last failure of a write that may have been applied; null while none is in doubt. */
    private @Nullable Throwable doubt;

    CounterUpdate(AsyncCounter<N> counter, N delta, boolean negated) {
        super(counter.context.newCallbackLane());
        this.counter = counter;
        this.delta = delta;
        this.negated = negated;
        this.steps = new Steps(counter.context.lane(), this::fail);
    }

    /** On the lane: reads what is to be changed. */
    void begin() {
        steps.then(counter.context.view().get(counter.path()), this::change, this::make, this::begin);
    }

    private void make() {
        steps.then(counter.context.view().ensurePath(counter.path()), existed -> begin(), this::make, this::make);
    }

    private void change(NodeData read) {
        CounterChange<N> change;
        try {
            change = counter.change(read.data(), delta, negated);
        } catch (CounterException e) {
            fail(e);
            return;
        }
        write(read, change, counter.format().encode().apply(change.after()));
    }

    private void write(NodeData read, CounterChange<N> change, byte[] data) {
        if (isDone()) {
            return; // cancelled
        }
        int version = read.stat().version();
        steps.settled(counter.context.view().set(counter.path(), data, version), (stat, failure) -> {
            if (failure == null) {
                succeed(change); // the one write of this version, whether this request or one whose reply was lost
            } else {
                notWritten(failure, again(read, change, data), () -> judge(read, change, data));
            }
        });
    }

    private void notWritten(Throwable failure, Runnable sameWrite, Runnable judge) {
        boolean refused = failure instanceof BadVersionException || failure instanceof NoNodeException;
        if (refused && doubt == null) {
            begin();
        } else if (refused) {
            judge.run();
        } else if (Failures.maybeCreated(failure, false)) {
            doubt = failure;
            steps.failed(failure, judge);
        } else {
            steps.failed(failure, sameWrite);
        }
    }

    /** Asks the leader what became of a write; while it is open, the same write is safe to send again. */
    private void judge(NodeData read, CounterChange<N> change, byte[] data) {
        Runnable again = () -> judge(read, change, data);
        steps.then(
                counter.context.view().sync(counter.path()),
                synced -> steps.then(
                        counter.context.view().get(counter.path()),
                        now -> judged(
                                Verdict.of(read.stat(), now.stat(), Arrays.equals(data, now.data())),
                                again(read, change, data)),
                        this::failInDoubt,
                        again),
                again,
                again);
    }

    private Runnable again(NodeData read, CounterChange<N> change, byte[] data) {
        return () -> write(read, change, data);
    }

    private void judged(Verdict verdict, Runnable sameWrite) {
        switch (verdict) {
            case OPEN -> sameWrite.run();
            case NOT_APPLIED -> {
                doubt = null;
                begin();
            }
            case UNKNOWN -> failInDoubt();
        }
    }

    private void failInDoubt() {
        fail(Objects.requireNonNull(doubt));
    }
}
