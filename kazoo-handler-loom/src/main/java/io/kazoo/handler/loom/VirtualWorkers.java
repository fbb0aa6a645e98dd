package io.kazoo.handler.loom;

import io.kazoo.handler.nio.HandlerThread.Role;
import io.kazoo.handler.nio.SerialLane;
import io.kazoo.handler.nio.Threads;
import io.kazoo.handler.nio.Workers;
import java.util.concurrent.RejectedExecutionException;

/** A virtual thread for each job, and one for each lane as long as it has tasks. */
final class VirtualWorkers implements Workers {
    /** How many tasks of a lane run before others get the carrier: nobody takes it from a virtual thread that works. */
    private static final int BATCH = 256;

    private final Threads threads;
    private final String laneName;
    private final String jobName;
    private volatile boolean closed;

    VirtualWorkers(Threads threads) {
        this.threads = threads;
        this.laneName = threads.nameOf(Role.LANE) + "-";
        this.jobName = threads.nameOf(Role.OFFLOAD);
    }

    @Override
    public void start() {}

    @Override
    public boolean submit(SerialLane lane) {
        return run(laneName + lane.label(), () -> runAll(lane));
    }

    @SuppressWarnings("ThreadPriorityCheck") // for fairness only; nothing depends on it
    private void runAll(SerialLane lane) {
        while (lane.run(BATCH, threads::betweenTasks)) {
            Thread.yield();
        }
    }

    @Override
    public void offload(Runnable job) {
        if (!run(jobName, job)) {
            throw new RejectedExecutionException("the handler is closed");
        }
    }

    private boolean run(String name, Runnable body) {
        Thread thread = Thread.ofVirtual()
                .name(name)
                .inheritInheritableThreadLocals(false)
                .unstarted(() -> {
                    try {
                        body.run();
                    } finally {
                        threads.left(Thread.currentThread());
                    }
                });
        thread.setContextClassLoader(VirtualWorkers.class.getClassLoader());
        // First entered, then a look whether it is too late; close does it the other way round.
        threads.entered(thread);
        if (closed) {
            threads.left(thread);
            return false;
        }
        thread.start();
        return true;
    }

    @Override
    public void close() {
        closed = true;
    }
}
