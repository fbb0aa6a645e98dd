package io.kazoo.recipes.cache;

import io.kazoo.AsyncResult;
import io.kazoo.handler.Lane;
import io.kazoo.recipes.cache.Epochs.Epoch;
import io.kazoo.recipes.support.Failures;
import io.kazoo.recipes.support.Retry;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The reads that a cache has yet to make: so many at once and no more, each again until it is answered. A read that waits
 * already is not added twice. Confined to the lane.
 */
final class Reads {
    /** Who gets the answers. */
    interface Answers {
        /** A read is answered, or refused for good; what it leads to belongs to its epoch. */
        void answered(Read read, @Nullable Object value, @Nullable Throwable failure, Epoch epoch);
    }

    private final Epochs epochs;
    private final int maxInFlight;
    private final Function<Read, AsyncResult<?>> send;
    private final Answers answers;
    private final Retry retry;
    private final Map<Read, Epoch> waiting = new LinkedHashMap<>();
    /** What was sent, and how often: a node may change while it is read. */
    private final Map<Read, Integer> sent = new HashMap<>();

    private int inFlight;
    private boolean pausing;
    private boolean closed;

    Reads(Lane lane, Epochs epochs, int maxInFlight, Function<Read, AsyncResult<?>> send, Answers answers) {
        this.epochs = epochs;
        this.maxInFlight = maxInFlight;
        this.send = send;
        this.answers = answers;
        retry = new Retry(lane);
    }

    /** Adds a read, to be done within an epoch. */
    void add(Read.Kind kind, String path, Epoch epoch) {
        if (closed) {
            return;
        }
        Read read = new Read(kind, path);
        Epoch before = waiting.get(read);
        if (before == null || epoch.isOlderThan(before)) {
            epochs.begun(epoch);
            waiting.put(read, epoch);
            if (before != null) {
                epochs.done(before);
            }
        }
        pump();
    }

    /** Drops what waits, and the answers to what was sent; tells of which paths those are. */
    void close(Consumer<String> sentPaths) {
        closed = true;
        waiting.clear();
        sent.keySet().forEach(read -> sentPaths.accept(read.path()));
    }

    private void pump() {
        while (!pausing && inFlight < maxInFlight && !waiting.isEmpty()) {
            Iterator<Map.Entry<Read, Epoch>> first = waiting.entrySet().iterator();
            Map.Entry<Read, Epoch> next = first.next();
            Read read = next.getKey();
            Epoch epoch = next.getValue();
            first.remove();
            inFlight++;
            sent.merge(read, 1, Integer::sum);
            send.apply(read).onComplete((value, wrapped) -> {
                inFlight--;
                sent.computeIfPresent(read, (same, times) -> times == 1 ? null : times - 1);
                answered(read, value, wrapped == null ? null : Failures.unwrap(wrapped), epoch);
            });
        }
    }

    private void answered(Read read, @Nullable Object value, @Nullable Throwable failure, Epoch epoch) {
        if (closed) {
            return;
        }
        if (failure != null && (Failures.isTransient(failure) || Failures.isOfRequestAlone(failure))) {
            add(read.kind(), read.path(), epoch);
            pause();
        } else {
            retry.reset();
            answers.answered(read, value, failure, epoch);
        }
        epochs.done(epoch);
        pump();
    }

    /** One pause for all that fail together. */
    private void pause() {
        if (!pausing) {
            pausing = true;
            retry.again(() -> {
                pausing = false;
                pump();
            });
        }
    }
}
