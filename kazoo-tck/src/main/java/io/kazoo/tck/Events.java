package io.kazoo.tck;

import static io.kazoo.tck.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was called back, in order. */
final class Events<T> {
    private final List<T> seen = new CopyOnWriteArrayList<>();

    void add(T event) {
        seen.add(event);
    }

    List<T> all() {
        return List.copyOf(seen);
    }

    void clear() {
        seen.clear();
    }

    /** Waits until exactly these have been seen. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    final void awaitExactly(T... expected) {
        List<T> all = List.of(expected);
        eventually(() -> assertThat(seen).isEqualTo(all));
    }

    /** Waits until so many have been seen. */
    List<T> awaitSize(int size) {
        eventually(() -> assertThat(seen).hasSizeGreaterThanOrEqualTo(size));
        return all();
    }
}
