package io.kazoo.handler.nio;

import io.kazoo.handler.nio.HandlerThread.Role;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Everything that runs between one start and one close of a handler. A handler that is started again gets new ones, so
 * that what is left of the old cannot touch the new.
 */
public final class Threads {
    private static final System.Logger LOG = System.getLogger(Threads.class.getPackageName());

    /** How long close lets tasks finish before it interrupts them, and how long it then waits at the most. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final String name;
    private final AtomicInteger numbers = new AtomicInteger();

    private final Set<Thread> alive = ConcurrentHashMap.newKeySet();
    private final ReentrantLock endLock = new ReentrantLock();
    private final Condition ended = endLock.newCondition();

    /** Somebody waits for the end; who leaves says so. */
    private volatile boolean ending;

    private final Timers timers;
    private final Workers workers;
    private final IoLoop io;

    /** Interrupts are not to be forgotten any more: the time for good manners is over. */
    private volatile boolean hurried;

    /**
     * Makes them, not started.
     *
     * @param name what names of threads begin with
     */
    Threads(String name, IoLoop.SelectorSource selectors, Function<Threads, Workers> workers) {
        this.name = name;
        this.timers = new Timers(body -> newThread(Role.TIMER, body));
        this.workers = workers.apply(this);
        this.io = new IoLoop(selectors, timers, this.workers::close);
    }

    void start() {
        try {
            workers.start();
            newThread(Role.IO, io).start();
        } catch (Throwable e) {
            timers.close();
            workers.close();
            throw e;
        }
    }

    /** Returns the timers. */
    public Timers timers() {
        return timers;
    }

    Workers workers() {
        return workers;
    }

    IoLoop io() {
        return io;
    }

    /** Makes a platform thread, not started. */
    public HandlerThread newThread(Role role, Runnable body) {
        String label = role == Role.LANE || role == Role.OFFLOAD ? "-" + numbers.incrementAndGet() : "";
        HandlerThread thread = new HandlerThread(this, role, nameOf(role) + label, body);
        entered(thread);
        return thread;
    }

    /** Returns the beginning of the name of a thread: the handler and what it is for. */
    public String nameOf(Role role) {
        return name + "-" + role.name().toLowerCase(Locale.ROOT);
    }

    /**
     * A thread is about to be started; it calls {@link #left} as its last act. Entered before the start because a pool of
     * the JDK may start it without calling its start method, and because close must not overlook it.
     */
    public void entered(Thread thread) {
        alive.add(thread);
    }

    /** A thread ends, or will never be started. */
    public void left(Thread thread) {
        alive.remove(thread);
        if (ending && alive.isEmpty()) {
            endLock.lock();
            try {
                ended.signalAll();
            } finally {
                endLock.unlock();
            }
        }
    }

    /**
     * Between two tasks in a worker's thread: an interrupt that the one left behind must not hit the other, unless the
     * handler is past waiting for tasks to end by themselves.
     */
    public void betweenTasks() {
        if (hurried) {
            Thread.currentThread().interrupt();
        } else {
            Thread.interrupted();
        }
    }

    /**
     * Ends everything: timers at once; then connections, whose last words may need the lanes; then the lanes, which
     * finish what they were given. Waits for that unless it is called by one of the threads that are to end.
     */
    void close() {
        timers.close();
        io.stop();
        ending = true;
        if (alive.remove(Thread.currentThread())) {
            // It ends when its task returns; until then it is not to be interrupted for having closed the handler.
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

    /** Threads may start while these end: a lane that blocks makes a pool grow. */
    private boolean allEnded() throws InterruptedException {
        long left = GRACE.toNanos();
        endLock.lockInterruptibly();
        try {
            while (!alive.isEmpty() && left > 0) {
                left = ended.awaitNanos(left);
            }
            return alive.isEmpty();
        } finally {
            endLock.unlock();
        }
    }
}
