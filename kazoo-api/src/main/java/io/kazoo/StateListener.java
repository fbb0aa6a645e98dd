package io.kazoo;

/**
 * Hears of changes of {@link KazooState}: only of changes, each once, in order. Called on the watch lane of the client;
 * it may block where the handler's lanes may. What it throws is logged.
 */
@FunctionalInterface
public interface StateListener {
    /** Called with the new state. */
    void stateChanged(KazooState state);
}
