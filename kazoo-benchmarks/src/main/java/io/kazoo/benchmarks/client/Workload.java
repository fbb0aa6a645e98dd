package io.kazoo.benchmarks.client;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Something that is measured: opens its clients, works, closes them. */
interface Workload {
    /** A session timeout that no measurement runs into. */
    int SESSION_MILLIS = 20_000;

    /** The node that is read. */
    String NODE = "/bench";

    int CLOSING_THREADS = 64;

    /** Works as the settings say; returns figures by name. */
    Map<String, Double> run(Contestant contestant, Settings settings) throws Exception;

    /** Closes clients, all at once: the official one takes a tenth of a second each. */
    static void closeAll(List<MeasuredClient> clients) {
        try (ExecutorService closing = Executors.newFixedThreadPool(CLOSING_THREADS)) {
            clients.forEach(client -> closing.execute(client::close));
        }
    }

    /** How long a stretch runs before it is measured. */
    static long rampMillis(long millis) {
        return Math.max(20, millis / 5);
    }
}
