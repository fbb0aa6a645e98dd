package io.kazoo.testing.history;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/**
 * Notes what several processes do at the same time, by the clock of this JVM. Safe for any number of threads.
 *
 * @param <I> what is asked for
 * @param <O> what is answered
 */
public final class HistoryRecorder<I, O> {
    private final ConcurrentLinkedQueue<Call<I, O>> calls = new ConcurrentLinkedQueue<>();
    private final Predicate<? super Exception> isInDoubt;

    /**
     * Makes a recorder.
     *
     * @param isInDoubt whether after such a failure nobody knows if the call took effect; after any other it did not
     */
    public HistoryRecorder(Predicate<? super Exception> isInDoubt) {
        this.isInDoubt = isInDoubt;
    }

    /**
     * Does something, and notes it.
     *
     * @param process who does; one call at a time
     * @return whether it was answered
     */
    public boolean call(String process, I input, Callable<? extends O> action) {
        long invoked = System.nanoTime();
        try {
            O output = action.call();
            calls.add(new Call<>(process, input, output, invoked, System.nanoTime()));
            return true;
        } catch (Exception e) {
            if (isInDoubt.test(e)) {
                calls.add(new Call<>(process, input, null, invoked, invoked));
            }
            return false;
        }
    }

    /** All that was noted so far. */
    public List<Call<I, O>> calls() {
        return new ArrayList<>(calls);
    }
}
