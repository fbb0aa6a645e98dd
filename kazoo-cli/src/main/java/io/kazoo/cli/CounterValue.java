package io.kazoo.cli;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the counter's node holds, as text: {@code token=4294967305 worker-1=12 worker-2=7}. Immutable.
 *
 * @param token the fencing token of who wrote last
 * @param counts how often each worker has added one. Because each has its own number, one whose reply was lost finds
 *     out whether its increment was applied, and an increment that vanishes is missing for good
 */
record CounterValue(long token, SortedMap<String, Long> counts) {
    private static final String TOKEN = "token";

    /** Nothing counted, nobody has held the lock. */
    static final CounterValue ZERO = new CounterValue(0, new TreeMap<>());

    CounterValue {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    static CounterValue parse(byte[] data) {
        long token = 0;
        SortedMap<String, Long> counts = new TreeMap<>();
        for (String part : new String(data, StandardCharsets.UTF_8).split(" ", -1)) {
            int equals = part.indexOf('=');
            long number = Long.parseLong(part.substring(equals + 1));
            if (part.substring(0, equals).equals(TOKEN)) {
                token = number;
            } else {
                counts.put(part.substring(0, equals), number);
            }
        }
        return new CounterValue(token, counts);
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder(TOKEN + "=" + token);
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            text.append(' ').append(count.getKey()).append('=').append(count.getValue());
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    long count(String worker) {
        return counts.getOrDefault(worker, 0L);
    }

    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    CounterValue withToken(long newToken) {
        return new CounterValue(newToken, counts);
    }

    CounterValue plusOne(String worker) {
        SortedMap<String, Long> more = new TreeMap<>(counts);
        more.merge(worker, 1L, Long::sum);
        return new CounterValue(token, more);
    }
}
