package io.kazoo.recipes.watch;

/** Why a watch has ended. */
public enum WatchEnd {
    /** Its function answered {@link WatchDecision#STOP}. */
    FUNCTION,
    /** {@link NodeWatch#close()} was called. */
    CLOSE,
    /** The node does not exist, or was deleted, and this kind of watch needs it. */
    NO_NODE,
    /** The session is lost, and {@link WatchOptions#allowSessionLost()} is false. */
    SESSION_LOST
}
