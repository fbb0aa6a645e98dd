package io.kazoo;

/**
 * A watch. Set by a read it is one-shot: called once, for the first change after the request that set it, then forgotten. The same watcher
 * object set twice on one path is called once. It survives a lost connection: the client sets it again, and what
 * changed meanwhile fires it. When the session ends it is called with {@link EventType#NONE}.
 * Set by {@link WatchOperations#addWatch} it stays.
 *
 * <p>Called on the watch lane of the client, or on the lane of the view it was set through; it may block where the
 * handler's lanes may. What it throws is logged.
 */
@FunctionalInterface
public interface Watcher {
    /** Called with what happened. */
    void onEvent(WatchedEvent event);
}
