package io.kazoo.recipes.watch;

/** What the function of a watch answers. */
public enum WatchDecision {
    /** Call again at the next change. */
    CONTINUE,
    /** Call no more: the watch ends, here and on the server (kazoo's {@code return False}). */
    STOP
}
