package io.kazoo.core.engine;

import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The requests that have a deadline, soonest first. Those that are settled before are not looked for; they go when their
 * turn comes, or when they have become too many.
 */
final class Deadlines {
    private static final int FEW = 64;

    private final PriorityQueue<TimedRequest<?>> requests =
            new PriorityQueue<>((one, other) -> Long.signum(one.deadline() - other.deadline()));

    private int purgeAt = FEW;

    void add(TimedRequest<?> request) {
        requests.add(request);
        if (requests.size() >= purgeAt) {
            requests.removeIf(Request::isDone);
            purgeAt = Math.max(FEW, 2 * requests.size()); // so each request is looked at twice at the most, on average
        }
    }

    /** Returns how many are kept, settled ones included. */
    int size() {
        return requests.size();
    }

    /** Takes out all whose time is up and which are not settled. */
    void expired(long now, Consumer<TimedRequest<?>> each) {
        for (TimedRequest<?> first = first(); first != null && now - first.deadline() >= 0; first = first()) {
            requests.remove();
            each.accept(first);
        }
    }

    /** Returns the first deadline, or another time if that is earlier; {@link Long#MAX_VALUE} stands for never. */
    long earlier(long limit) {
        TimedRequest<?> first = first();
        if (first == null) {
            return limit;
        }
        return limit == Long.MAX_VALUE ? first.deadline() : KeepAlive.earlier(first.deadline(), limit);
    }

    private @Nullable TimedRequest<?> first() {
        TimedRequest<?> first = requests.peek();
        while (first != null && first.isDone()) {
            requests.remove();
            first = requests.peek();
        }
        return first;
    }
}
