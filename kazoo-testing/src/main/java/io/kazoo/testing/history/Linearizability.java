package io.kazoo.testing.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a history is linearizable: whether there is one order of all calls that agrees with the clock (a call
 * that ended before another one began comes first) and in which a store that does one thing after the other gives these
 * very answers.
 *
 * <p>It tries the orders depth first and never comes twice to the same state after the same calls (the algorithm of Wing
 * and Gong as improved by Lowe). That is quick while few calls overlap. Calls whose outcome is unknown overlap with all that
 * follow: they are tried last, so they cost little if answers tell a lot about the state, such as a version. Each key of a
 * store can be looked at on its own.
 *
 * @param <S> the store's state
 * @param <I> what is asked for
 * @param <O> what is answered
 */
public final class Linearizability<S, I, O> {
    private static final int LARGEST_SEARCH = 2_000_000;

    private final SequentialModel<S, I, O> model;
    private final Moment<I, O> head = new Moment<>(null, 0, -1);
    private final List<Moment<I, O>> inDoubt = new ArrayList<>();
    private final Deque<Choice<S, I, O>> choices = new ArrayDeque<>();
    private final Set<Visited<S>> visited = new HashSet<>();
    private final BitSet done = new BitSet();
    private int unanswered;
    private S state;
    private List<Call<I, O>> best = List.of();

    private Linearizability(SequentialModel<S, I, O> model, List<Call<I, O>> calls) {
        this.model = model;
        state = model.initial();
        List<Moment<I, O>> moments = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            Call<I, O> call = calls.get(i);
            Moment<I, O> begin = new Moment<>(call, call.invoked(), i);
            if (call.output() == null) {
                inDoubt.add(begin);
            } else {
                begin.end = new Moment<>(null, call.returned(), i);
                moments.add(begin);
                moments.add(begin.end);
                unanswered++;
            }
        }
        // At the same instant a call begins before another one ends: the clock does not say which was first.
        moments.sort(Comparator.<Moment<I, O>>comparingLong(moment -> moment.time)
                .thenComparing(moment -> moment.call == null));
        Moment<I, O> last = head;
        for (Moment<I, O> moment : moments) {
            moment.insertAfter(last);
            last = moment;
        }
    }

    /**
     * Looks at a history.
     *
     * @return empty if it is linearizable; else the longest beginning of an order that was found
     * @throws IllegalStateException if there are too many orders to try
     */
    public static <S, I, O> Optional<List<Call<I, O>>> violation(
            SequentialModel<S, I, O> model, List<Call<I, O>> calls) {
        Linearizability<S, I, O> search = new Linearizability<>(model, calls);
        return search.succeeds() ? Optional.empty() : Optional.of(search.best);
    }

    private boolean succeeds() {
        @Nullable Moment<I, O> next = head.after;
        int doubtful = 0;
        while (unanswered > 0) {
            if (next != null && next.call != null) {
                next = take(next) ? head.after : next.after;
                doubtful = 0;
            } else if (doubtful < inDoubt.size()) {
                // The answered call that ends next comes before nothing that begins later.
                Moment<I, O> perhaps = inDoubt.get(doubtful++);
                if (next != null && perhaps.time <= next.time && !done.get(perhaps.index) && take(perhaps)) {
                    next = head.after;
                    doubtful = 0;
                }
            } else {
                Choice<S, I, O> last = choices.poll();
                if (last == null) {
                    return false;
                }
                takeBack(last);
                next = last.begin.end == null ? firstEnd() : last.begin.after;
                doubtful = last.begin.end == null ? inDoubt.indexOf(last.begin) + 1 : 0;
            }
        }
        return true;
    }

    private @Nullable Moment<I, O> firstEnd() {
        Moment<I, O> moment = head.after;
        while (moment != null && moment.call != null) {
            moment = moment.after;
        }
        return moment;
    }

    /** Puts a call behind those that are done, if that is possible and new. */
    private boolean take(Moment<I, O> begin) {
        Call<I, O> call = begin.call();
        Optional<S> after = model.after(state, call.input(), call.output());
        if (after.isEmpty()) {
            return false;
        }
        done.set(begin.index);
        if (!visited.add(new Visited<>((BitSet) done.clone(), after.get()))) {
            done.clear(begin.index);
            return false;
        }
        if (visited.size() > LARGEST_SEARCH) {
            throw new IllegalStateException("too many orders; no contradiction up to " + best);
        }
        choices.push(new Choice<>(begin, state));
        state = after.get();
        if (begin.end != null) {
            begin.remove();
            begin.end.remove();
            unanswered--;
        }
        if (choices.size() > best.size()) {
            best = order();
        }
        return true;
    }

    private void takeBack(Choice<S, I, O> last) {
        Moment<I, O> begin = last.begin;
        state = last.before;
        done.clear(begin.index);
        if (begin.end != null) {
            begin.end.putBack();
            begin.putBack();
            unanswered++;
        }
    }

    private List<Call<I, O>> order() {
        List<Call<I, O>> order = new ArrayList<>();
        choices.descendingIterator().forEachRemaining(choice -> order.add(choice.begin.call()));
        return order;
    }

    private record Visited<S>(BitSet done, S state) {}

    private record Choice<S, I, O>(Moment<I, O> begin, S before) {}

    /** The begin of a call, or its end, in a list by time from which calls are taken and to which they are put back. */
    private static final class Moment<I, O> {
        private final @Nullable Call<I, O> call;
        private final long time;
        private final int index;
        private @Nullable Moment<I, O> end;
        private @Nullable Moment<I, O> before;
        private @Nullable Moment<I, O> after;

        Moment(@Nullable Call<I, O> call, long time, int index) {
            this.call = call;
            this.time = time;
            this.index = index;
        }

        Call<I, O> call() {
            if (call == null) {
                throw new IllegalStateException("the end of a call");
            }
            return call;
        }

        void insertAfter(Moment<I, O> other) {
            before = other;
            other.after = this;
        }

        void remove() {
            if (before != null) {
                before.after = after;
            }
            if (after != null) {
                after.before = before;
            }
        }

        /** The reverse of {@link #remove}; what was removed last comes back first. */
        void putBack() {
            if (before != null) {
                before.after = this;
            }
            if (after != null) {
                after.before = this;
            }
        }
    }
}
