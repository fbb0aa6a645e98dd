package io.kazoo.handler.threading;

import io.kazoo.handler.nio.HandlerThread;
import io.kazoo.handler.nio.HandlerThread.Role;
import io.kazoo.handler.nio.SerialLane;
import io.kazoo.handler.nio.Threads;
import io.kazoo.handler.nio.Timers;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The threads that run the lanes. There are as many as can use a processor; for each that is known to wait in {@code
 * await} another takes its place, and so it does when lanes are ready and none was taken up for a while, which means
 * that users' code blocks in a way the handler cannot see. Threads in surplus leave when they have nothing to do.
 */
final class LanePool {
    private static final System.Logger LOG = System.getLogger(LanePool.class.getPackageName());

    /** How many tasks of a lane run before the other lanes get their turn. */
    private static final int BATCH = 256;

    /** How long ready lanes may all go unnoticed before the pool grows. */
    private static final Duration STALL = Duration.ofMillis(5);

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(1);

    private final Threads threads;
    private final Timers timers;
    private final int base = Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<SerialLane> ready = new ArrayDeque<>();

    /** The threads without work, the one that ran last on top: its caches are warm, and the others can time out. */
    private final ArrayDeque<Worker> idle = new ArrayDeque<>();

    private int running;
    private int waiting;
    private boolean closed;

    /** How often a lane was taken up; when it stands still while lanes are ready, the pool is stalled. */
    private long taken;

    private long takenAtCheck;
    private boolean checking;

    LanePool(Threads threads) {
        this.threads = threads;
        this.timers = threads.timers();
    }

    /** Returns the pool whose lanes the current thread runs, or null. */
    static @Nullable LanePool current() {
        HandlerThread thread = HandlerThread.current();
        return thread != null && thread.body() instanceof Worker worker ? worker.pool() : null;
    }

    /** Starts the first thread, so that failing to make more of them is a delay and never a standstill. */
    void start() {
        running = 1;
        new Worker().thread.start();
    }

    /**
     * Takes over a lane that has tasks.
     *
     * @return false if the pool is closed
     */
    boolean submit(SerialLane lane) {
        Worker woken;
        boolean grow = false;
        boolean check = false;
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            ready.add(lane);
            woken = wakeOne();
            if (woken == null) {
                grow = mayGrow();
                check = !grow && startChecking();
            }
        } finally {
            lock.unlock();
        }
        if (woken != null) {
            LockSupport.unpark(woken.thread);
        } else if (grow) {
            startWorker();
        } else if (check) {
            timers.schedule(STALL, this::check);
        }
        return true;
    }

    /** The current thread, one of the pool, is about to wait: somebody else must be able to work. */
    void startWaiting() {
        boolean grow;
        lock.lock();
        try {
            waiting++;
            grow = !ready.isEmpty() && mayGrow();
        } finally {
            lock.unlock();
        }
        if (grow) {
            startWorker();
        }
    }

    /** The current thread has waited. */
    void stopWaiting() {
        lock.lock();
        try {
            waiting--;
        } finally {
            lock.unlock();
        }
    }

    /** Accepts no more lanes; the threads end when those accepted are idle. */
    void close() {
        Worker worker;
        do {
            lock.lock();
            try {
                closed = true;
                worker = wakeOne();
            } finally {
                lock.unlock();
            }
            if (worker != null) {
                LockSupport.unpark(worker.thread);
            }
        } while (worker != null);
    }

    /** Called with the lock held. */
    private @Nullable Worker wakeOne() {
        Worker worker = idle.pollLast();
        if (worker != null) {
            worker.parked = false;
        }
        return worker;
    }

    /** Called with the lock held; if it answers true, a worker is to be started. */
    private boolean mayGrow() {
        boolean grow = running - waiting < base;
        if (grow) {
            running++;
        }
        return grow;
    }

    /** Called with the lock held; if it answers true, a check is to be scheduled. */
    private boolean startChecking() {
        boolean start = !checking;
        if (start) {
            checking = true;
            takenAtCheck = taken;
        }
        return start;
    }

    private void check() {
        int grow = 0;
        lock.lock();
        try {
            checking = false;
            if (ready.isEmpty()) {
                return;
            }
            if (taken == takenAtCheck) {
                grow = Math.max(1, Math.min(ready.size(), running));
                running += grow;
            }
            startChecking();
        } finally {
            lock.unlock();
        }
        timers.schedule(STALL, this::check);
        for (int i = 0; i < grow; i++) {
            startWorker();
        }
    }

    private void startWorker() {
        try {
            new Worker().thread.start();
        } catch (Throwable e) {
            // Out of threads or memory. The lanes wait for those at work; the check tries again.
            LOG.log(Level.WARNING, "cannot start another thread for lanes", e);
            boolean check;
            lock.lock();
            try {
                running--;
                check = startChecking();
            } finally {
                lock.unlock();
            }
            if (check) {
                timers.schedule(STALL, this::check);
            }
        }
    }

    private final class Worker implements Runnable {
        final HandlerThread thread = threads.newThread(Role.LANE, this);

        /** Among the idle; guarded by the pool's lock. */
        private boolean parked;

        LanePool pool() {
            return LanePool.this;
        }

        @Override
        public void run() {
            SerialLane lane = take();
            while (lane != null) {
                lane = lane.run(BATCH, threads::betweenTasks) ? exchange(lane) : take();
            }
        }

        /** Gives a lane back that has more tasks and takes the one that waits longest, which may be the same. */
        private @Nullable SerialLane exchange(SerialLane lane) {
            lock.lock();
            try {
                taken++;
                if (ready.isEmpty()) {
                    return lane;
                }
                ready.add(lane);
                return ready.poll();
            } finally {
                lock.unlock();
            }
        }

        /** Takes the lane that waits longest, or waits for one; null if this thread is to end. */
        private @Nullable SerialLane take() {
            boolean timedOut = false;
            while (true) {
                boolean surplus;
                lock.lock();
                try {
                    SerialLane lane = ready.poll();
                    if (parked) {
                        idle.remove(this);
                        parked = false;
                    }
                    if (lane != null) {
                        taken++;
                        return lane;
                    }
                    surplus = running - waiting > base;
                    if (closed || (surplus && timedOut)) {
                        running--;
                        return null;
                    }
                    parked = true;
                    idle.addLast(this);
                } finally {
                    lock.unlock();
                }
                timedOut = park(surplus);
            }
        }

        private boolean park(boolean surplus) {
            Thread.interrupted(); // with the flag set it would not park
            if (!surplus) {
                LockSupport.park(LanePool.this);
                return false;
            }
            long deadline = System.nanoTime() + KEEP_ALIVE.toNanos();
            LockSupport.parkNanos(LanePool.this, KEEP_ALIVE.toNanos());
            return System.nanoTime() - deadline >= 0;
        }
    }
}
