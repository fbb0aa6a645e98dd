package io.kazoo.testing.history;

import org.jspecify.annotations.Nullable;

/**
 * One request as its caller saw it.
 *
 * @param <I> what is asked for
 * @param <O> what is answered
 * @param process who called; a process has one call at a time
 * @param output null if nobody knows what became of it: it took effect at any time after it was invoked, or never
 * @param invoked when it began, on the clock of all calls of the history
 * @param returned when it ended; means nothing without output
 */
public record Call<I, O>(String process, I input, @Nullable O output, long invoked, long returned) {
    /** Checks the times. */
    public Call {
        if (output != null && returned < invoked) {
            throw new IllegalArgumentException("ended before it began: " + input);
        }
    }

    @Override
    public String toString() {
        return output == null
                ? "%s: %s, from %d, outcome unknown".formatted(process, input, invoked)
                : "%s: %s, %d to %d: %s".formatted(process, input, invoked, returned, output);
    }
}
