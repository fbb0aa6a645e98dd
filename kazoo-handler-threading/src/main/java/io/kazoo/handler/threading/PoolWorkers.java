package io.kazoo.handler.threading;

import io.kazoo.handler.nio.HandlerThread.Role;
import io.kazoo.handler.nio.SerialLane;
import io.kazoo.handler.nio.Threads;
import io.kazoo.handler.nio.Workers;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A pool for lanes, and a thread for each job under way. */
final class PoolWorkers implements Workers {
    private static final Duration OFFLOAD_KEEP_ALIVE = Duration.ofSeconds(5);

    private final LanePool lanes;
    private final ThreadPoolExecutor offload;

    PoolWorkers(Threads threads) {
        lanes = new LanePool(threads);
        offload = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                OFFLOAD_KEEP_ALIVE.toNanos(),
                TimeUnit.NANOSECONDS,
                new SynchronousQueue<>(),
                body -> threads.newThread(Role.OFFLOAD, body));
    }

    @Override
    public void start() {
        lanes.start();
    }

    @Override
    public boolean submit(SerialLane lane) {
        return lanes.submit(lane);
    }

    @Override
    public void offload(Runnable job) {
        offload.execute(job);
    }

    @Override
    public void close() {
        lanes.close();
        offload.shutdown();
    }
}
