package io.kazoo.core.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The requests that wait to be sent, in order, and about how many bytes they hold. */
final class WaitingRequests {
    private final long maxBytes;
    private final Deque<Request<?>> requests = new ArrayDeque<>();
    private long bytes;

    WaitingRequests(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    int size() {
        return requests.size();
    }

    boolean isEmpty() {
        return requests.isEmpty();
    }

    long bytes() {
        return bytes;
    }

    /** Tells whether a request does not fit beside those that wait. */
    boolean isTooHeavy(Request<?> request) {
        return bytes + request.operation().weight() > maxBytes;
    }

    void add(Request<?> request) {
        requests.add(request);
        bytes += request.operation().weight();
    }

    void addFirst(Request<?> request) {
        requests.addFirst(request);
        bytes += request.operation().weight();
    }

    /** Takes out the one that has waited longest. */
    @Nullable
    Request<?> poll() {
        Request<?> request = requests.poll();
        if (request != null) {
            bytes -= request.operation().weight();
        }
        return request;
    }

    /** Takes out those that need not be sent any more. */
    void dropSettled() {
        requests.removeIf(Request::isDone);
        bytes = requests.stream()
                .mapToLong(request -> request.operation().weight())
                .sum();
    }

    /** Takes out all. */
    List<Request<?>> drain() {
        List<Request<?>> all = List.copyOf(requests);
        requests.clear();
        bytes = 0;
        return all;
    }

    void forEach(Consumer<Request<?>> action) {
        requests.forEach(action);
    }
}
