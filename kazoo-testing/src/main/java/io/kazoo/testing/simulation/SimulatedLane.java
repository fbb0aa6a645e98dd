package io.kazoo.testing.simulation;

import io.kazoo.handler.Handler;
import io.kazoo.handler.Lane;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lane: each of its tasks is an event of the world, the next one not before the last one has ended. */
final class SimulatedLane implements Lane {
    private static final Logger LOG = LoggerFactory.getLogger("io.kazoo.testing.simulation");

    private final DeterministicHandler machine;
    private final String label;
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private boolean current;

    SimulatedLane(DeterministicHandler machine, String label) {
        this.machine = machine;
        this.label = label;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (tasks.size() == 1 && !current) {
            next();
        }
    }

    private void next() {
        machine.soon(label, () -> {
            Runnable task = tasks.remove();
            current = true;
            try {
                task.run();
            } catch (RuntimeException | AssertionError thrown) {
                LOG.error("a task of {} threw", this, thrown);
            } finally {
                current = false;
                if (!tasks.isEmpty()) {
                    next();
                }
            }
        });
    }

    @Override
    public boolean isCurrent() {
        return current;
    }

    @Override
    public Handler handler() {
        return machine;
    }

    @Override
    public String toString() {
        return machine.name() + "/" + label;
    }
}
