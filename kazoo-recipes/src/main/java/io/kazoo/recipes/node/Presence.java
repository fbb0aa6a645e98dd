package io.kazoo.recipes.node;

import io.kazoo.ZnodeStat;

/** What a look at the path says about the node that is there. */
enum Presence {
    /** It is what was asked for. */
    OWN,
    /** It goes when another session ends: of another client, or the one before of this. */
    FOREIGN;

    private static final long CONTAINER = Long.MIN_VALUE;
    private static final int TTL_SHIFT = 56;
    private static final long TTL = 0xff;

    /**
     * Decides.
     *
     * @param ephemeral whether an ephemeral node was asked for
     * @param ofThisSession whether the node belongs to the session of the client now
     */
    static Presence decide(ZnodeStat found, boolean ephemeral, boolean ofThisSession) {
        boolean suits = ephemeral ? found.ephemeralOwner() != 0 && ofThisSession : isLasting(found);
        return suits ? OWN : FOREIGN;
    }

    /** Containers and nodes with a time to live have owners that are no session's. */
    private static boolean isLasting(ZnodeStat found) {
        long owner = found.ephemeralOwner();
        return owner == 0 || owner == CONTAINER || owner >>> TTL_SHIFT == TTL;
    }
}
