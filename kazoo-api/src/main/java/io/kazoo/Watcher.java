package io.kazoo;

/**
 * A watch. Set by a read it is one-shot: called once, for the first change after the request that set it, then forgotten.
 * Set by {@link WatchOperations#addWatch} it stays. A watcher that is set twice on one path and kind, equal by {@code
 * equals}, is called once.
 *
 * <p>It survives a lost connection: the client sets it again. A one-shot watch is fired by what the server finds changed
 * since; one that stays hears {@link EventType#MAYBE_MISSED}. Nobody hears of a node that was created and deleted again
 * meanwhile. When the session ends it is called once with {@link EventType#NONE}, unless it was removed before.
 *
 * <p>Called on the watch lane of the client, or on the lane of the view it was set through; it may block where the
 * handler's lanes may. What it throws is logged.
 */
@FunctionalInterface
public interface Watcher {
    /** Called with what happened. */
    void onEvent(WatchedEvent event);
}
