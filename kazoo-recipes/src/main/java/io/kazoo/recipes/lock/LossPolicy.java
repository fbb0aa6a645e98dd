package io.kazoo.recipes.lock;

/** When a holder counts as having lost what it holds, besides when its node is deleted. */
public enum LossPolicy {
    /**
     * When its session is over, or may be by the client's own clock ({@link io.kazoo.KazooState#LOST}). Until then nobody
     * else can have got it.
     */
    LOST,

    /**
     * Already when the connection is lost ({@link io.kazoo.KazooState#SUSPENDED}): for work that must stop well before
     * somebody else may begin it. A reconnect does not bring it back: the node is removed as soon as there is a
     * connection.
     */
    SUSPENDED
}
