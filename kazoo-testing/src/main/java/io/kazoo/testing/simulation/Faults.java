package io.kazoo.testing.simulation;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong in a {@link DeterministicWorld}. By itself the network is slow at times and cuts what is sent into
 * pieces; everything else is asked for, one fault at a time or, with {@link #begin}, by lot.
 */
public final class Faults {
    private static final long FASTEST = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long USUAL = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SLOW = TimeUnit.MILLISECONDS.toNanos(40);
    private static final long LONGEST_OUTAGE = TimeUnit.SECONDS.toNanos(5);

    private final DeterministicWorld world;
    private final RandomGenerator random;
    private final Host fate = new Host("fate");
    private @Nullable Event next;
    private long count;

    Faults(DeterministicWorld world) {
        this.world = world;
        random = world.random();
    }

    /** Tells whether things go wrong by lot. */
    public boolean areOn() {
        return next != null;
    }

    /** Returns how many there were. */
    public long count() {
        return count;
    }

    /**
     * Has things go wrong from now on: connections are cut, replies lost after requests were carried out, everything
     * held up for a while, machines and servers paused (as by a collector), sessions expired, servers stopped and
     * started.
     *
     * @param every how long it takes on average from one fault to the next
     */
    public void begin(Duration every) {
        end();
        plan(every.toNanos());
    }

    /** Has nothing more go wrong: servers are up again. What was broken stays broken, pauses end in their time. */
    public void end() {
        if (next != null) {
            next.cancelled = true;
            next = null;
        }
        world.ensemble().servers().forEach(this::revive);
    }

    private void plan(long every) {
        next = world.after(1 + random.nextLong(2 * every), fate, "fault", () -> {
            one();
            plan(every);
        });
    }

    private void one() {
        count++;
        switch (random.nextInt(9)) {
            case 0, 1 -> cut(anyConnection());
            case 2, 3 -> loseReplies(anyConnection());
            case 4 -> stall(anyConnection());
            case 5 -> pause(any(world.machines()).host(), outage());
            case 6 -> pause(any(world.ensemble().servers()), outage());
            case 7 -> {
                List<Long> sessions = world.ensemble().sessions();
                if (!sessions.isEmpty()) {
                    world.ensemble().expireSession(any(sessions));
                }
            }
            default -> stop(any(world.ensemble().servers()), outage());
        }
    }

    /** Mostly short, sometimes longer than a session. */
    private long outage() {
        return random.nextLong(1 + random.nextLong(LONGEST_OUTAGE));
    }

    /** Cuts every connection of a machine; what is on its way is lost. */
    public void cut(DeterministicHandler machine) {
        List.copyOf(machine.dials()).forEach(this::cut);
    }

    /**
     * Pauses a machine: nothing happens on it for a time, and what was to happen does so afterwards.
     *
     * @param time how long
     */
    public void pause(DeterministicHandler machine, Duration time) {
        pause(machine.host(), time.toNanos());
    }

    private void pause(Host host, long nanos) {
        world.note(host.name, "is paused for", Duration.ofNanos(nanos).toString());
        host.pausedUntil = Math.max(host.pausedUntil, world.nanos() + nanos);
    }

    /** Loses what the servers send to a machine on its present connections; what it sends is still carried out. */
    public void loseReplies(DeterministicHandler machine) {
        List.copyOf(machine.dials()).forEach(this::loseReplies);
    }

    private void cut(@Nullable Dial connection) {
        if (connection != null) {
            world.note(connection.machine().name(), "is cut off from", String.valueOf(connection.server()));
            connection.cut(new IOException("connection reset"));
        }
    }

    private void loseReplies(@Nullable Dial connection) {
        if (connection != null) {
            world.note(connection.machine().name(), "loses the replies of", String.valueOf(connection.server()));
            connection.loseReplies();
            if (random.nextBoolean()) {
                // Otherwise the client has to find out by itself.
                world.after(random.nextLong(SLOW), fate, "cut", () -> cut(connection));
            }
        }
    }

    private void stall(@Nullable Dial connection) {
        if (connection != null) {
            world.note(connection.machine().name(), "waits for the network to", String.valueOf(connection.server()));
            connection.stall(world.nanos() + outage());
        }
    }

    private void stop(SimulatedServer server, long time) {
        if (server.isUp()) {
            world.note(server.name, "is stopped", "");
            server.setUp(false);
            world.machines().stream()
                    .flatMap(machine -> List.copyOf(machine.dials()).stream())
                    .filter(dial -> server.equals(dial.server()))
                    .forEach(this::cut);
            world.after(time, fate, "revive", () -> revive(server));
        }
    }

    private void revive(SimulatedServer server) {
        if (!server.isUp()) {
            world.note(server.name, "is up again", "");
            server.setUp(true);
        }
    }

    private @Nullable Dial anyConnection() {
        List<Dial> open = world.machines().stream()
                .flatMap(machine -> machine.dials().stream())
                .filter(Dial::isOpen)
                .toList();
        return open.isEmpty() ? null : any(open);
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Returns how long it takes to get somewhere. */
    long latency() {
        return FASTEST + random.nextLong(random.nextInt(50) == 0 ? SLOW : USUAL);
    }

    /** Whether what arrives is cut in two. */
    boolean splits() {
        return random.nextInt(20) == 0;
    }

    /** Whether a connection wants no more for now. */
    boolean congests() {
        return random.nextInt(50) == 0;
    }
}
