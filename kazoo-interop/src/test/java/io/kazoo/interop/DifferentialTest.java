package io.kazoo.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kazoo.KazooClient;
import io.kazoo.testing.ManagedZooKeeper;
import io.kazoo.testing.ZooKeeperOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The same random histories through the official client and through this one, on one server: results, metadata, errors
 * and watch events are the same. A failure names its seed; {@code -Dkazoo.seed=n} runs that history alone.
 */
class DifferentialTest {
    private static final int HISTORIES = 20;
    private static final int STEPS = 500;

    /** How much of a history a failure shows. */
    private static final int SHOWN = 40;

    private static ManagedZooKeeper server;
    private static OfficialLoader official;
    private static int eventsSeen;

    @BeforeAll
    static void start() {
        server = ManagedZooKeeper.launch(
                ZooKeeperOptions.defaults().withSystemProperty("zookeeper.extendedTypesEnabled", "true"));
        official = new OfficialLoader();
    }

    @AfterAll
    static void stop() throws Exception {
        try {
            official.close();
        } finally {
            server.close();
        }
    }

    @Test
    void bothClientsSeeTheSame() throws Exception {
        Long one = Long.getLong("kazoo.seed");
        long first = one == null ? 0 : one;
        long end = one == null ? HISTORIES : one + 1;
        int applied = 0;
        for (long seed = first; seed < end; seed++) {
            applied += compare(seed);
        }
        assertThat(applied).isEqualTo((int) (end - first) * STEPS);
        assertThat(eventsSeen).as("events seen by both").isGreaterThan(applied / 100);
    }

    private static int compare(long seed) throws Exception {
        String ours = "/ours-" + seed;
        String theirs = "/theirs-" + seed;
        try (KazooClient maker = KazooClient.builder().hosts(server.address()).build()) {
            maker.start();
            maker.create(ours);
            maker.create(theirs);
        }
        RandomSteps steps = new RandomSteps(seed);
        List<String> log = new ArrayList<>();
        try (Subject kazoo = new KazooSubject(server.address() + ours);
                Subject reference = official.open(server.address() + theirs)) {
            for (int i = 0; i < STEPS; i++) {
                Step step = steps.next();
                if (step instanceof Step.Reopen) {
                    // Before the end: in which order a session's nodes go then is up to the server's hash table.
                    compareEvents(kazoo, reference, seed, log);
                }
                String expected = reference.apply(step);
                log.add(step + " -> " + expected);
                String actual = kazoo.apply(step);
                assertThat(actual).as(() -> shown(seed, log)).isEqualTo(expected);
                steps.created(actual);
            }
            compareEvents(kazoo, reference, seed, log);
        }
        return log.size();
    }

    /** An event comes before the answer to any later request, and so is on its way to the watcher by now. */
    private static void compareEvents(Subject kazoo, Subject reference, long seed, List<String> log) throws Exception {
        kazoo.apply(new Step.Sync("/"));
        reference.apply(new Step.Sync("/"));
        await().untilAsserted(() ->
                assertThat(kazoo.events()).as(() -> shown(seed, log)).isEqualTo(reference.events()));
        eventsSeen += reference.events().size();
    }

    private static String shown(long seed, List<String> log) {
        return "history with -Dkazoo.seed=" + seed + ":\n"
                + String.join("\n", log.subList(Math.max(0, log.size() - SHOWN), log.size())) + "\n";
    }
}
