package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.KazooClient;
import io.kazoo.NodeData;
import io.kazoo.testing.simulation.DeterministicWorld;
import io.kazoo.testing.simulation.SimulatedScenario;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Machines that use sessions: what a client says about its requests is true, also of those that failed; what must be done
 * once is done once; a watch misses nothing.
 */
final class SessionWorld implements SimulatedScenario {
    static final String COUNTER = "/counter";
    static final String LOG = "/log";

    private static final int MACHINES = 3;
    private static final Duration AWHILE = Duration.ofSeconds(60);

    private final List<SessionWorker> workers = new ArrayList<>();

    /** Returns what the counter says. */
    static int number(NodeData node) {
        return Integer.parseInt(new String(node.data(), StandardCharsets.US_ASCII));
    }

    @Override
    public void start(DeterministicWorld world) {
        for (int i = 0; i < MACHINES; i++) {
            KazooClient client = world.newClient(world.newMachine("m" + i));
            client.start();
            if (i == 0) {
                client.create(COUNTER, "0".getBytes(StandardCharsets.US_ASCII));
                client.create(LOG);
            }
            workers.add(new SessionWorker(world, client));
        }
        workers.forEach(SessionWorker::begin);
    }

    @Override
    public boolean isDone() {
        return workers.stream().allMatch(SessionWorker::isDone);
    }

    @Override
    public void afterQuiet(DeterministicWorld world) {
        KazooClient reader = workers.get(0).blocking;
        NodeData counter = reader.get(COUNTER);
        int counted = workers.stream().mapToInt(worker -> worker.counted).sum();
        int perhaps = workers.stream().mapToInt(worker -> worker.perhapsCounted).sum();
        assertThat(number(counter)).as("additions").isBetween(counted, counted + perhaps);
        requireCreatedOnce(
                reader.getChildren(LOG).stream().map(name -> LOG + "/" + name).toList());
        assertThat(world.runUntil(() -> allSaw(counter), AWHILE))
                .as("every watch has seen the last change")
                .isTrue();
        workers.forEach(worker -> worker.blocking.stop());
        // Of a session whose begin the client has not heard of, the servers know until its time is up.
        assertThat(world.runUntil(() -> world.ensemble().sessions().isEmpty(), AWHILE))
                .as("sessions end")
                .isTrue();
        assertThat(world.ensemble().watchedPaths()).isEmpty();
    }

    private void requireCreatedOnce(List<String> there) {
        List<String> expected =
                workers.stream().flatMap(worker -> worker.created.stream()).toList();
        assertThat(there).as("what was created").containsAll(expected);
        assertThat(there)
                .as("what was created once")
                .allMatch(path -> expected.contains(path)
                        || workers.stream()
                                .anyMatch(worker -> worker.perhapsTwice.stream().anyMatch(path::startsWith)));
    }

    private boolean allSaw(NodeData counter) {
        return workers.stream()
                .allMatch(worker -> worker.seen != null
                        && worker.seen.stat().mzxid() == counter.stat().mzxid());
    }

    @Override
    public String toString() {
        return "session";
    }
}
