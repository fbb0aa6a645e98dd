package io.kazoo.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kazoo.KazooClient;
import io.kazoo.testing.InMemoryOptions;
import io.kazoo.testing.InMemoryZooKeeper;
import io.kazoo.testing.ManagedZooKeeper;
import io.kazoo.testing.ZooKeeperOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The same random histories through the official client and through this one, on a real server and on the one in memory:
 * results, metadata, errors and watch events are the same. A failure names its seed; {@code -Dkazoo.seed=n} runs that
 * history alone.
 */
@Timeout(300) // each test is twenty thousand requests, one after another
class DifferentialTest {
    private static final int HISTORIES = 20;
    private static final int STEPS = 500;

    /** How much of a history a failure shows. */
    private static final int SHOWN = 40;

    private static ManagedZooKeeper server;
    private static InMemoryZooKeeper memory;
    private static OfficialLoader official;
    private int eventsSeen;

    /** Connects a client to a server and a node there. */
    @FunctionalInterface
    private interface Opener {
        Subject open(String hosts) throws Exception;
    }

    @BeforeAll
    static void start() {
        server = ManagedZooKeeper.launch(
                ZooKeeperOptions.defaults().withSystemProperty("zookeeper.extendedTypesEnabled", "true"));
        // No container goes before the end: when it does is up to the clock.
        memory = InMemoryZooKeeper.start(InMemoryOptions.defaults().withSweep(Duration.ofHours(1)));
        official = new OfficialLoader();
    }

    @AfterAll
    static void stop() throws Exception {
        try {
            official.close();
        } finally {
            memory.close();
            server.close();
        }
    }

    @Test
    void bothClientsSeeTheSame() throws Exception {
        compareAll("/ours-", server.address(), KazooSubject::new);
    }

    @Test
    void theServerInMemoryIsLikeTheRealOne() throws Exception {
        compareAll("/memory-", memory.connectString(), KazooSubject::new);
    }

    @Test
    void theOfficialClientCannotTellThemApart() throws Exception {
        compareAll("/official-", memory.connectString(), official::open);
    }

    /** Compares with the official client on the real server. */
    private void compareAll(String name, String hosts, Opener opener) throws Exception {
        Long one = Long.getLong("kazoo.seed");
        long first = one == null ? 0 : one;
        long end = one == null ? HISTORIES : one + 1;
        int applied = 0;
        for (long seed = first; seed < end; seed++) {
            String actual = made(hosts, name + seed);
            String expected = made(server.address(), name + seed + "-expected");
            try (Subject subject = opener.open(actual);
                    Subject reference = official.open(expected)) {
                applied += compare(seed, subject, reference);
            }
        }
        assertThat(applied).isEqualTo((int) (end - first) * STEPS);
        assertThat(eventsSeen).as("events seen by both").isGreaterThan(applied / 100);
    }

    /** Makes a node, and returns it as what a client takes for its root. */
    private static String made(String hosts, String path) {
        try (KazooClient maker = KazooClient.builder().hosts(hosts).build()) {
            maker.start();
            maker.create(path);
        }
        return hosts + path;
    }

    private int compare(long seed, Subject subject, Subject reference) throws Exception {
        RandomSteps steps = new RandomSteps(seed);
        List<String> log = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            Step step = steps.next();
            if (step instanceof Step.Reopen) {
                // Before the end: in which order a session's nodes go then is up to the server's hash table.
                compareEvents(subject, reference, seed, log);
            }
            String expected = reference.apply(step);
            log.add(step + " -> " + expected);
            String actual = subject.apply(step);
            assertThat(actual).as(() -> shown(seed, log)).isEqualTo(expected);
            steps.created(actual);
        }
        compareEvents(subject, reference, seed, log);
        return log.size();
    }

    /** An event comes before the answer to any later request, and so is on its way to the watcher by now. */
    private void compareEvents(Subject subject, Subject reference, long seed, List<String> log) throws Exception {
        subject.apply(new Step.Sync("/"));
        reference.apply(new Step.Sync("/"));
        await().untilAsserted(() ->
                assertThat(subject.events()).as(() -> shown(seed, log)).isEqualTo(reference.events()));
        eventsSeen += reference.events().size();
    }

    private static String shown(long seed, List<String> log) {
        return "history with -Dkazoo.seed=" + seed + ":\n"
                + String.join("\n", log.subList(Math.max(0, log.size() - SHOWN), log.size())) + "\n";
    }
}
