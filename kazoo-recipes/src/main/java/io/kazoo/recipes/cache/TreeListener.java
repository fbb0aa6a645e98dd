package io.kazoo.recipes.cache;

/**
 * Hears of each change of a {@link TreeCache}, in order, on a lane that all listeners of the cache share; it may block where
 * lanes may, and holds up the others then. What it throws is logged and told to {@link TreeCache#listenFault}.
 */
@FunctionalInterface
public interface TreeListener {
    /** Called with a change. */
    void onEvent(TreeEvent event);
}
