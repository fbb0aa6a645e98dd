package io.kazoo.chaos;

import io.kazoo.KazooClient;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.KazooException;
import io.kazoo.exceptions.Outcome;
import io.kazoo.exceptions.SessionExpiredException;
import io.kazoo.recipes.Hold;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** One client that uses one recipe, over and over: while all goes wrong, and until everybody has succeeded once more. */
abstract class Worker {
    static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int LONGEST_WORK_MICROS = 3_000;

    final Judge judge;
    final KazooClient client;
    final String name;
    final Random random;
    private final Thread thread;
    private volatile boolean calm;
    private volatile boolean over;
    private volatile long succeededAfter;
    private volatile long calmSince;
    private volatile Throwable defect;
    private long successes;
    private long disturbed;

    Worker(Run run, int number) {
        judge = run.judge();
        client = run.client(number);
        name = recipe() + "-" + number;
        random = new Random(run.seed() * 31 + number);
        thread = new Thread(this::work, name);
        thread.setDaemon(true);
    }

    /** What it uses. */
    final String recipe() {
        return getClass().getSimpleName();
    }

    /**
     * Uses the recipe once, in bounded time.
     *
     * @return whether it did what the recipe is for
     */
    abstract boolean step() throws Exception;

    /** Gives back what it has; when it is over, the servers are well. */
    void close() throws Exception {}

    /** What must be true when everybody is done and nothing happens any more. */
    void verify() throws Exception {}

    final void start() {
        thread.start();
    }

    /** Nothing goes wrong from now on. */
    final void calm() {
        calmSince = System.nanoTime();
        calm = true;
    }

    /** Whether it has succeeded since nothing goes wrong any more. */
    final boolean hasSucceeded() {
        return succeededAfter != 0 || defect != null;
    }

    final void end() {
        over = true;
    }

    /** Waits for its end. */
    final void join(Duration limit) throws InterruptedException {
        thread.join(limit.toMillis());
        if (thread.isAlive()) {
            AssertionError hanging = new AssertionError(name + " hangs");
            hanging.setStackTrace(thread.getStackTrace());
            throw hanging;
        }
        if (defect != null) {
            throw new AssertionError(name + " failed", defect);
        }
    }

    final long successes() {
        return successes;
    }

    final long disturbed() {
        return disturbed;
    }

    final long millisToProgress() {
        return (succeededAfter - calmSince) / 1_000_000;
    }

    private void work() {
        try {
            while (!over) {
                boolean wasCalm = calm;
                if (stepped() && wasCalm && succeededAfter == 0) {
                    succeededAfter = System.nanoTime();
                }
            }
        } catch (Throwable e) {
            defect = e;
        }
    }

    private boolean stepped() throws Exception {
        try {
            boolean succeeded = step();
            successes += succeeded ? 1 : 0;
            return succeeded;
        } catch (KazooException e) {
            disturbed++;
            LockSupport.parkNanos(1_000_000L); // a client that is out of the race for good must not spin
            return false;
        }
    }

    /** Holds something for a moment, and tells the judge. */
    final boolean inside(String resource, long capacity, long weight, Hold hold) {
        long from = System.nanoTime();
        LockSupport.parkNanos(random.nextInt(LONGEST_WORK_MICROS) * 1_000L);
        long to = System.nanoTime();
        if (!hold.isHeld()) {
            return false;
        }
        judge.held(capacity, new Judge.Interval(resource, weight, name, from, to));
        return true;
    }

    /** The same for what only one can hold, whose number says how old the right is. */
    final boolean alone(String resource, Hold hold) {
        boolean accepted = judge.accepts(resource, hold, name + " " + hold.fencingToken());
        boolean held = inside(resource, 1, 1, hold);
        if (held && !accepted) {
            judge.violated(resource + ": " + name + " holds it, and a younger token was seen before");
        }
        return held;
    }

    /** Whether nobody knows what became of a request. */
    static boolean isInDoubt(KazooException failure) {
        return failure instanceof ConnectionLossException lost
                ? lost.outcome() == Outcome.MAYBE_APPLIED
                : failure instanceof SessionExpiredException;
    }
}
