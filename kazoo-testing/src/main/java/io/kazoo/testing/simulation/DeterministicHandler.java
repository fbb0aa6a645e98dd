package io.kazoo.testing.simulation;

import io.kazoo.handler.Deferred;
import io.kazoo.handler.DialRequest;
import io.kazoo.handler.Handler;
import io.kazoo.handler.Lane;
import io.kazoo.handler.Timeout;
import io.kazoo.handler.TransportListener;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A handler without threads: lanes, timers, jobs and connections are events of a {@link DeterministicWorld}, and its
 * clock is the world's. One stands for one machine, with all its clients; made by {@link
 * DeterministicWorld#newMachine}.
 *
 * <p>It belongs to the thread of its world. A wait runs the world; inside a task of the world it is refused.
 */
public final class DeterministicHandler implements Handler {
    private static final long CLOCKS_DIFFER_BY = 1L << 40;

    private final DeterministicWorld world;
    private final Host host;
    private final Set<Timer> timers = new LinkedHashSet<>();
    private final Set<Dial> dials = new LinkedHashSet<>();

    /** No two machines' clocks began at the same time. */
    private final long clock;

    private boolean running;

    DeterministicHandler(DeterministicWorld world, String name) {
        this.world = world;
        host = new Host(name);
        clock = world.random().nextLong(CLOCKS_DIFFER_BY);
    }

    /** Returns the name of the machine, for the history; no builder finds a handler by it. */
    @Override
    public String name() {
        return host.name;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void close() {
        if (!running) {
            return;
        }
        running = false;
        List<Timer> dropped = List.copyOf(timers);
        timers.clear();
        dropped.forEach(Timer::drop);
        List.copyOf(dials).forEach(Dial::handlerClosed);
    }

    @Override
    public long nanoTime() {
        return world.nanos() + clock;
    }

    @Override
    public Lane newLane(String label) {
        return new SimulatedLane(this, label);
    }

    @Override
    public Timeout schedule(Duration delay, Runnable task, Runnable ifDropped) {
        Timer timer = new Timer(task, ifDropped);
        if (running) {
            timer.set(Math.max(0, Handler.saturatedNanos(delay)));
        } else {
            timer.drop();
        }
        return timer;
    }

    @Override
    public void offload(Runnable job) {
        if (!running) {
            throw new RejectedExecutionException(this + " does not run");
        }
        soon("offload", job);
    }

    @Override
    public void dial(DialRequest request, TransportListener listener) {
        Dial dial = new Dial(world, this, listener);
        if (running) {
            dials.add(dial);
            dial.begin(request);
        } else {
            dial.refused("the handler does not run");
        }
    }

    @Override
    public boolean mayBlock() {
        return !world.inTask();
    }

    @Override
    public boolean await(Deferred<?> result, @Nullable Duration timeout) {
        if (result.isDone()) {
            return true;
        }
        requireMayBlock("AsyncResult.get()", "onComplete or thenCompose");
        return world.await(result::isDone, timeout);
    }

    @Override
    public RandomGenerator random() {
        return world.random();
    }

    @Override
    public String toString() {
        return "machine " + host;
    }

    Host host() {
        return host;
    }

    /** A connection, or the attempt at one, is over. */
    void ended(Dial dial) {
        dials.remove(dial);
    }

    /** Returns the connections, and the attempts at some. */
    Set<Dial> dials() {
        return dials;
    }

    Event soon(String label, Runnable task) {
        return world.soon(host, label, task);
    }

    private final class Timer implements Timeout {
        private final Runnable task;
        private final Runnable ifDropped;
        private @Nullable Event event;
        private boolean ran;

        Timer(Runnable task, Runnable ifDropped) {
            this.task = task;
            this.ifDropped = ifDropped;
        }

        void set(long nanos) {
            timers.add(this);
            long late = world.random().nextInt(50_000); // as timers are
            event = world.after(nanos + late < 0 ? nanos : nanos + late, host, "timer", this::fire);
        }

        private void fire() {
            timers.remove(this);
            ran = true;
            task.run();
        }

        void drop() {
            forget();
            ifDropped.run();
        }

        private void forget() {
            if (event != null) {
                event.cancelled = true;
            }
        }

        @Override
        public boolean cancel() {
            timers.remove(this);
            forget();
            return !ran;
        }
    }
}
