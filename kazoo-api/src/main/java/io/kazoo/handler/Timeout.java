package io.kazoo.handler;

/** A task waiting for its time. */
@FunctionalInterface
public interface Timeout {
    /**
     * Cancels the task; safe from any thread, any number of times.
     *
     * @return true if the task has not run and never will: because of this call, an earlier one, or because the handler
     *     was closed
     */
    boolean cancel();
}
