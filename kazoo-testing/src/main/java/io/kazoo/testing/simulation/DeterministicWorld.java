package io.kazoo.testing.simulation;

import io.kazoo.KazooClient;
import io.kazoo.KazooClientBuilder;
import io.kazoo.handler.Handler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A world in one thread: machines with clients, a network, a ZooKeeper, and a time that passes only when something
 * happens. In which order things happen, how long they take and what breaks follows from a seed and from nothing else:
 * the same seed is the same history.
 *
 * <pre>{@code
 * DeterministicWorld world = new DeterministicWorld(seed);
 * KazooClient client = world.newClient(world.newMachine("a"));
 * client.start();                       // the world runs until the client is connected
 * world.faults().begin(Duration.ofMillis(200));
 * world.runFor(Duration.ofSeconds(20)); // takes some milliseconds
 * }</pre>
 *
 * <p>A call that waits, such as {@link KazooClient#start()}, lets the world go on until its result is there. Inside a
 * task of the world (a watcher, a callback, a timer) nobody may wait: it is refused at once, as on an event loop. Waits
 * inside of waits could only end in the reverse order, and would hang where no real handler does.
 *
 * <p>All methods belong to the thread that made the world.
 */
public final class DeterministicWorld implements AutoCloseable {
    /** Nothing happens in no time: each step takes up to so many nanoseconds, and so the order is open. */
    private static final int JITTER = 50_000;

    private final long seed;
    private final SplittableRandom random;
    private final PriorityQueue<Event> agenda = new PriorityQueue<>();
    private final History history = new History();
    private final List<DeterministicHandler> machines = new ArrayList<>();
    private final List<Runnable> invariants = new ArrayList<>();
    private final SimulatedEnsemble ensemble;
    private final Faults faults;
    private long now;
    private long events;
    private boolean inTask;
    private @Nullable String failure;

    /** Makes a world with three servers, which are of one mind. */
    public DeterministicWorld(long seed) {
        this.seed = seed;
        random = new SplittableRandom(seed);
        ensemble = new SimulatedEnsemble(this);
        faults = new Faults(this);
    }

    /** Returns what everything follows from. */
    public long seed() {
        return seed;
    }

    /** Returns the time since the beginning. */
    public Duration now() {
        return Duration.ofNanos(now);
    }

    /** Returns random numbers that follow from the seed. */
    public RandomGenerator random() {
        return random;
    }

    /** Adds a machine: a handler with a clock and clients of its own. It runs. */
    public DeterministicHandler newMachine(String name) {
        DeterministicHandler machine = new DeterministicHandler(this, name);
        machines.add(machine);
        machine.start();
        return machine;
    }

    /** Returns the servers as a client takes them. */
    public String hosts() {
        return ensemble.hosts();
    }

    /** Returns a builder of a client on a machine, for all servers, with a session of three seconds. */
    public KazooClientBuilder clientBuilder(DeterministicHandler machine) {
        return KazooClient.builder().handler(machine).hosts(hosts()).sessionTimeout(Duration.ofSeconds(3));
    }

    /** Makes a client on a machine; it is not started. */
    public KazooClient newClient(DeterministicHandler machine) {
        return clientBuilder(machine).build();
    }

    /** Returns the servers: what they hold, and what can be done to them. */
    public SimulatedEnsemble ensemble() {
        return ensemble;
    }

    /** Returns what can go wrong on the way. */
    public Faults faults() {
        return faults;
    }

    /** Has something asked after each event; what it throws ends the run. It must be quick and change nothing. */
    public void always(Runnable invariant) {
        invariants.add(invariant);
    }

    /**
     * Ends the run: whoever runs the world gets an {@link AssertionError}, after this event. For callbacks, whose
     * exceptions only get into a log.
     */
    public void fail(String message) {
        if (failure == null) {
            failure = message;
        }
    }

    /** Writes into the history. Which names are unique may differ from run to run in the detail, not in the text. */
    public void note(String who, String what, String detail) {
        history.add(now, who, what, detail);
    }

    /** Returns the last of what has happened, to read. */
    public String history() {
        return history.text();
    }

    /** Returns one number for all that has happened so far: two runs of a seed have the same one. */
    public long fingerprint() {
        return history.fingerprint();
    }

    /** Returns how many events there were. */
    public long eventCount() {
        return events;
    }

    /** Lets the world go on for a time. */
    public void runFor(Duration duration) {
        runUntil(() -> false, duration);
    }

    /**
     * Lets the world go on until something is the case, asked after each event.
     *
     * @param limit how long at the most
     * @return whether it is
     */
    public boolean runUntil(BooleanSupplier condition, Duration limit) {
        if (inTask) {
            throw new IllegalStateException("a task of the world cannot run the world");
        }
        long end = now + Handler.saturatedNanos(limit);
        while (!condition.getAsBoolean()) {
            if (!step(end)) {
                now = end;
                return condition.getAsBoolean();
            }
        }
        return true;
    }

    /** Closes the machines, and with them their clients, without faults. */
    @Override
    public void close() {
        faults.end();
        machines.forEach(DeterministicHandler::close);
    }

    List<DeterministicHandler> machines() {
        return machines;
    }

    long nanos() {
        return now;
    }

    boolean inTask() {
        return inTask;
    }

    /** Has something happen a short while from now. */
    Event soon(Host host, String label, Runnable task) {
        return after(1 + random.nextInt(JITTER), host, label, task);
    }

    /** Has something happen after a time. */
    Event after(long nanos, Host host, String label, Runnable task) {
        long time = now + nanos < now ? Long.MAX_VALUE : now + nanos;
        Event event = new Event(time, ++events, host, label, task);
        agenda.add(event);
        return event;
    }

    /** Waits for a condition as a blocking call does; answers whether it came true in time. */
    boolean await(BooleanSupplier condition, @Nullable Duration timeout) {
        if (timeout != null) {
            return runUntil(condition, timeout);
        }
        while (!condition.getAsBoolean()) {
            if (!step(Long.MAX_VALUE)) {
                throw new IllegalStateException("nothing is left to happen: the wait would never end");
            }
        }
        return true;
    }

    /** Lets the next thing happen; answers whether there was one until a time. */
    private boolean step(long end) {
        Event next = agenda.peek();
        while (next != null && next.time <= end) {
            agenda.remove();
            if (!next.cancelled) {
                if (next.host.pausedUntil <= next.time) {
                    run(next);
                    return true;
                }
                postpone(next);
            }
            next = agenda.peek();
        }
        return false;
    }

    private void postpone(Event event) {
        event.time = event.host.pausedUntil;
        agenda.add(event);
    }

    private void run(Event event) {
        now = Math.max(now, event.time);
        history.mix(now, event.label);
        inTask = true;
        try {
            event.task.run();
        } finally {
            inTask = false;
        }
        invariants.forEach(Runnable::run);
        if (failure != null) {
            throw new AssertionError(failure);
        }
    }
}
