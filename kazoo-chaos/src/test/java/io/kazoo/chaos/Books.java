package io.kazoo.chaos;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What was put into a queue and what came out of it, as far as anybody can know. Every value is another one. */
final class Books {
    private final AtomicInteger values = new AtomicInteger();
    private final Set<String> put = ConcurrentHashMap.newKeySet();
    private final Set<String> perhapsPut = ConcurrentHashMap.newKeySet();
    private final Set<String> out = ConcurrentHashMap.newKeySet();
    private final Set<String> perhapsOut = ConcurrentHashMap.newKeySet();
    private final String queue;
    private final Judge judge;

    Books(String queue, Judge judge) {
        this.queue = queue;
        this.judge = judge;
    }

    String newValue() {
        return "value-" + values.incrementAndGet();
    }

    void put(String value) {
        put.add(value);
    }

    void perhapsPut(String value) {
        perhapsPut.add(value);
    }

    void out(String value) {
        if (!out.add(value)) {
            judge.violated(queue + ": " + value + " came out twice");
        }
    }

    void perhapsOut(String value) {
        perhapsOut.add(value);
    }

    /** To be asked when the queue is empty. */
    void close() {
        Set<String> lost = new TreeSet<>(put);
        lost.removeAll(out);
        lost.removeAll(perhapsOut);
        if (!lost.isEmpty()) {
            judge.violated(queue + ": lost " + lost);
        }
        Set<String> invented = new TreeSet<>(out);
        invented.removeAll(put);
        invented.removeAll(perhapsPut);
        if (!invented.isEmpty()) {
            judge.violated(queue + ": nobody put " + invented);
        }
    }
}
