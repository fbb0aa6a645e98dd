package io.kazoo.testing.simulation;

import io.kazoo.testing.memory.Limits;
import io.kazoo.testing.memory.MemoryServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The servers of a {@link DeterministicWorld}. They are always of one mind: what one has answered, all know. A real
 * ensemble does not promise that to readers; what {@code sync} is for cannot be tested here.
 */
public final class SimulatedEnsemble {
    /** Where all clients are. */
    static final InetAddress CLIENTS = address(100);

    private static final int SERVERS = 3;
    private static final int PORT = 2181;
    private static final long BEGINNING = 1_700_000_000_000L;
    private static final Limits LIMITS = new Limits(250, 500, 60_000, 1_000);

    private final DeterministicWorld world;
    private final MemoryServer state;
    private final List<SimulatedServer> servers;
    private final Host clock = new Host("clock");
    private @Nullable Event tick;
    private boolean isServed = true;

    SimulatedEnsemble(DeterministicWorld world) {
        this.world = world;
        state = new MemoryServer(LIMITS, world.random().nextLong());
        state.trace((session, request, outcome) -> world.note(Long.toHexString(session), request, outcome));
        servers = IntStream.rangeClosed(1, SERVERS)
                .mapToObj(number -> new SimulatedServer(this, new InetSocketAddress(address(number), PORT)))
                .toList();
    }

    private static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) number});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** Returns the numbers of the sessions that are not over, the oldest first. */
    public List<Long> sessions() {
        return state.sessions();
    }

    /** Returns the paths of all nodes but the root and {@code /zookeeper}, in order. */
    public List<String> paths() {
        return state.paths();
    }

    /** Returns the paths that are watched, in order, as often as they are. */
    public List<String> watchedPaths() {
        return state.watchedPaths();
    }

    /** Returns how many connections the servers know of. */
    public int connectionCount() {
        return state.connectionCount();
    }

    /** Ends a session, as if nothing had been heard of its client; answers whether there was one. */
    public boolean expireSession(long id) {
        world.note(Long.toHexString(id), "session expires", "");
        boolean expired = state.expire(id);
        changed();
        return expired;
    }

    String hosts() {
        return servers.stream()
                .map(server -> server.address.getAddress().getHostAddress() + ":" + PORT)
                .collect(Collectors.joining(","));
    }

    List<SimulatedServer> servers() {
        return servers;
    }

    MemoryServer state() {
        return state;
    }

    @Nullable
    SimulatedServer find(InetSocketAddress address) {
        return servers.stream()
                .filter(server -> server.address.equals(address))
                .findFirst()
                .orElse(null);
    }

    long millis() {
        return BEGINNING + TimeUnit.NANOSECONDS.toMillis(world.nanos());
    }

    /** Something may be due earlier, or there may be nobody to do it. */
    void changed() {
        boolean served = servers.stream().anyMatch(SimulatedServer::isUp);
        if (served && !isServed) {
            state.renewSessions(millis());
        }
        isServed = served;
        if (tick != null) {
            tick.cancelled = true;
            tick = null;
        }
        if (served && state.deadline() != Long.MAX_VALUE) {
            long due = TimeUnit.MILLISECONDS.toNanos(Math.max(0, state.deadline() - BEGINNING));
            tick = world.after(Math.max(0, due - world.nanos()), clock, "tick", () -> {
                tick = null;
                state.onTick(millis());
                changed();
            });
        }
    }
}
