package io.kazoo.core.client;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs inputs one at a time without a thread of its own and without a lock: whoever comes first runs its input in
 * place; whoever comes while that goes on leaves its input behind and walks away, and the first takes it along. So the
 * usual request costs no hand-over, and a crowd is served in one go and written in one write.
 *
 * <p>A caller takes along a bounded number of inputs of others; what is left then goes on in a lane, so that nobody
 * works for the rest of the world for ever.
 */
final class Combiner {
    private static final int MOST_IN_A_ROW = 1024;

    private final ConcurrentLinkedQueue<Runnable> inbox = new ConcurrentLinkedQueue<>();

    /** Zero when nobody is inside; whoever raises it from 0 is inside until it has brought it back. */
    private final AtomicInteger pending = new AtomicInteger();

    private final Runnable endOfBurst;
    private final Consumer<Throwable> defects;
    private final Executor relief;
    private final Runnable goOn = this::goOn;

    /**
     * Makes a combiner.
     *
     * @param endOfBurst run inside, after the last of a row of inputs
     * @param defects told, inside, of what an input throws
     * @param relief takes over when a caller has done its share
     */
    Combiner(Runnable endOfBurst, Consumer<Throwable> defects, Executor relief) {
        this.endOfBurst = endOfBurst;
        this.defects = defects;
        this.relief = relief;
    }

    /** Runs an input, now or as soon as those before it are done; never blocks. */
    void execute(Runnable input) {
        if (tryEnter()) {
            runAndLeave(input);
        } else {
            inbox.add(input);
            if (pending.getAndIncrement() == 0) {
                drain();
            }
        }
    }

    /** Enters if nobody is inside; {@link #runAndLeave} must follow. */
    boolean tryEnter() {
        return pending.get() == 0 && pending.compareAndSet(0, 1);
    }

    /** Runs an input inside and leaves, taking along what has come meanwhile. */
    void runAndLeave(Runnable input) {
        run(input);
        drain();
    }

    private void goOn() {
        drain(pending.get());
    }

    private void drain() {
        drain(1);
    }

    /**
     * Runs what is in the inbox and leaves when nothing has come meanwhile. An input is put into the inbox before it is
     * counted, so it may be run before it counts; its owner then finds an empty inbox, which does no harm.
     */
    private void drain(int counted) {
        int seen = counted;
        int row = 0;
        while (seen != 0) {
            @Nullable Runnable input;
            while ((input = inbox.poll()) != null) {
                run(input);
                row++;
                if (row == MOST_IN_A_ROW) {
                    run(endOfBurst);
                    relief.execute(goOn);
                    return;
                }
            }
            run(endOfBurst);
            seen = pending.addAndGet(-seen);
        }
    }

    private void run(Runnable input) {
        try {
            input.run();
        } catch (Throwable defect) {
            report(defect);
        }
    }

    /** Whatever happens: who is inside must leave, or nobody ever gets in again. */
    private void report(Throwable defect) {
        try {
            defects.accept(defect);
        } catch (Throwable another) {
            if (!another.equals(defect)) {
                defect.addSuppressed(another);
            }
        }
    }
}
