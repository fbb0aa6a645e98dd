package io.kazoo.handler.threading;

import io.kazoo.handler.threading.HandlerThread.Role;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Everything that runs between one start and one close of a handler. A handler that is started again gets new ones, so
 * that what is left of the old cannot touch the new.
 */
final class Threads {
    private static final System.Logger LOG = System.getLogger(Threads.class.getPackageName());

    /** How long close lets tasks finish before it interrupts them, and how long it then waits at the most. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Duration OFFLOAD_KEEP_ALIVE = Duration.ofSeconds(5);

    private final String name;
    private final AtomicInteger numbers = new AtomicInteger();

    /** Entered when made, not when started: since Java 21 pools start threads without calling their start method. */
    private final Set<HandlerThread> alive = ConcurrentHashMap.newKeySet();

    private final Timers timers;
    private final LanePool lanes;
    private final IoLoop io;
    private final ThreadPoolExecutor offload;

    /** Interrupts are not to be forgotten any more: the time for good manners is over. */
    private volatile boolean hurried;

    /**
     * Makes them, not started.
     *
     * @param name what names of threads begin with
     */
    Threads(String name, IoLoop.SelectorSource selectors) {
        this.name = name;
        timers = new Timers(body -> newThread(Role.TIMER, body));
        lanes = new LanePool(this, timers);
        io = new IoLoop(selectors, timers, this::connectionsClosed);
        offload = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                OFFLOAD_KEEP_ALIVE.toNanos(),
                TimeUnit.NANOSECONDS,
                new SynchronousQueue<>(),
                body -> newThread(Role.OFFLOAD, body));
    }

    void start() {
        try {
            lanes.start();
            newThread(Role.IO, io).start();
        } catch (Throwable e) {
            timers.close();
            connectionsClosed();
            throw e;
        }
    }

    Timers timers() {
        return timers;
    }

    LanePool lanes() {
        return lanes;
    }

    IoLoop io() {
        return io;
    }

    void offload(Runnable job) {
        offload.execute(job);
    }

    HandlerThread newThread(Role role, Runnable body) {
        String label = role == Role.LANE || role == Role.OFFLOAD ? "-" + numbers.incrementAndGet() : "";
        HandlerThread thread =
                new HandlerThread(this, role, name + "-" + role.name().toLowerCase(Locale.ROOT) + label, body);
        alive.add(thread);
        return thread;
    }

    void ended(HandlerThread thread) {
        alive.remove(thread);
    }

    boolean hurried() {
        return hurried;
    }

    /**
     * Ends everything: timers at once; then connections, whose last words may need the lanes; then the lanes, which
     * finish what they were given. Waits for that unless it is called by one of the threads that are to end.
     */
    void close() {
        timers.close();
        io.stop();
        HandlerThread self = HandlerThread.current();
        if (self != null && self.owner() == this) {
            // It ends when its task returns; until then it is not to be interrupted for having closed the handler.
            alive.remove(self);
            finishLater();
            return;
        }
        try {
            finish();
        } catch (InterruptedException e) {
            finishLater();
            Thread.currentThread().interrupt();
        }
    }

    /** The last act of the I/O thread. */
    private void connectionsClosed() {
        lanes.close();
        offload.shutdown();
    }

    private void finishLater() {
        Thread closer = new Thread(null, this::finishAlone, name + "-close", 0, false);
        closer.setDaemon(true);
        closer.start();
    }

    private void finishAlone() {
        try {
            finish();
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "interrupted while closing; threads that do not end by themselves: {0}", alive);
        }
    }

    private void finish() throws InterruptedException {
        if (allEnded()) {
            return;
        }
        hurried = true;
        alive.removeIf(thread -> thread.getState() == Thread.State.NEW); // the system refused to start it
        alive.forEach(Thread::interrupt);
        if (!allEnded()) {
            LOG.log(Level.WARNING, "closed, but these threads are still busy: {0}", alive);
        }
    }

    private boolean allEnded() throws InterruptedException {
        long deadline = System.nanoTime() + GRACE.toNanos();
        // Threads may start while these end: a lane that blocks makes the pool grow.
        while (!alive.isEmpty()) {
            for (HandlerThread thread : alive) {
                if (!thread.ended().await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return false;
                }
            }
        }
        return true;
    }
}
