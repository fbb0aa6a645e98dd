package io.kazoo.tck;

import io.kazoo.AsyncKazooClient;
import io.kazoo.ClientId;
import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import io.kazoo.EventType;
import io.kazoo.KazooClient;
import io.kazoo.KeeperState;
import io.kazoo.NodeData;
import io.kazoo.WatchedEvent;
import io.kazoo.Watcher;
import io.kazoo.exceptions.BadVersionException;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.Outcome;
import io.kazoo.exceptions.SessionExpiredException;
import io.kazoo.testing.simulation.DeterministicHandler;
import io.kazoo.testing.simulation.DeterministicWorld;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A machine that counts, creates and deletes, keeps books of it, and follows the counter with a watch. */
final class SessionWorker implements Watcher {
    private static final int LONGEST_PAUSE_MILLIS = 600;
    private static final String ENTRY = "entry-";
    private static final Duration AGAIN = Duration.ofMillis(50);

    private final DeterministicWorld world;
    private final DeterministicHandler machine;
    final KazooClient blocking;
    private final AsyncKazooClient client;
    private final RandomGenerator random;

    /** How often this machine added one for certain, and how often perhaps. */
    int counted;

    int perhapsCounted;

    /** What this machine created and has not deleted. */
    final List<String> created = new ArrayList<>();

    /**
     * The beginnings of names that may be there twice. When a client gives its session up by its own clock, a create that
     * the network has held back can still be carried out as long as the servers have not given it up too.
     */
    final Set<String> perhapsTwice = new HashSet<>();

    /** What the watch made it see last. */
    @Nullable
    NodeData seen;

    private boolean done;

    SessionWorker(DeterministicWorld world, KazooClient client) {
        this.world = world;
        machine = (DeterministicHandler) client.handler();
        blocking = client;
        this.client = client.async();
        random = world.random();
    }

    boolean isDone() {
        return done;
    }

    void begin() {
        look();
        next();
    }

    private void next() {
        machine.schedule(Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)), () -> {
            boolean last = !world.faults().areOn();
            int lot = random.nextInt(4);
            if (last || lot < 2) {
                count(last);
            } else if (lot == 2 || created.isEmpty()) {
                create();
            } else {
                delete();
            }
        });
    }

    private void count(boolean last) {
        client.get(SessionWorld.COUNTER)
                .thenCompose(node -> client.set(
                        SessionWorld.COUNTER, plusOne(node), node.stat().version()))
                .onComplete((stat, failure) -> {
                    if (failure == null) {
                        counted++;
                        done = last;
                    } else {
                        notCounted(failure instanceof CompletionException ? failure.getCause() : failure);
                    }
                    if (!done) {
                        next();
                    }
                });
    }

    private void notCounted(Throwable failure) {
        if (failure instanceof ConnectionLossException lost) {
            perhapsCounted += lost.outcome() == Outcome.MAYBE_APPLIED ? 1 : 0;
        } else if (failure instanceof SessionExpiredException) {
            perhapsCounted++;
        } else if (!(failure instanceof BadVersionException)) {
            world.fail(machine.name() + " could not count: " + failure);
        }
    }

    private static byte[] plusOne(NodeData node) {
        return String.valueOf(SessionWorld.number(node) + 1).getBytes(StandardCharsets.US_ASCII);
    }

    /** Created once, and it is known as what, whatever goes wrong. */
    private void create() {
        Optional<ClientId> session = blocking.clientId();
        client.createProtected(
                        SessionWorld.LOG + "/" + ENTRY, new byte[0], CreateOptions.of(CreateMode.PERSISTENT_SEQUENTIAL))
                .onComplete((path, failure) -> {
                    if (path == null) {
                        world.fail(machine.name() + " could not create: " + failure);
                    } else {
                        created.add(path);
                        if (!session.equals(blocking.clientId())) {
                            perhapsTwice.add(path.substring(0, path.indexOf(ENTRY)));
                        }
                        next();
                    }
                });
    }

    private void delete() {
        String path = created.remove(random.nextInt(created.size()));
        client.deleteGuaranteed(path).onComplete((nothing, failure) -> {
            if (failure != null || world.ensemble().paths().contains(path)) {
                world.fail(machine.name() + " could not delete " + path + ": " + failure);
            }
            next();
        });
    }

    /** Reads the counter and watches it; the next change, or the end of the session, brings us here again. */
    private void look() {
        client.get(SessionWorld.COUNTER, this).onComplete((node, failure) -> {
            if (node == null) {
                machine.schedule(AGAIN, this::look);
            } else if (seen != null && node.stat().mzxid() < seen.stat().mzxid()) {
                world.fail(machine.name() + " sees the past");
            } else {
                seen = node;
            }
        });
    }

    @Override
    public void onEvent(WatchedEvent event) {
        if (event.type() != EventType.NONE || event.state() == KeeperState.EXPIRED_SESSION) {
            look();
        }
    }
}
