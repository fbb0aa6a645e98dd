package io.kazoo.recipes.counter;

import io.kazoo.ZnodeStat;

/** What became of a write whose reply was lost, as far as the node can tell. */
enum Verdict {
    /** It was not applied, and will not be: its version has passed, by somebody else's hand. */
    NOT_APPLIED,
    /** Nobody has written yet; whether the lost request still will does not matter to one of the same version. */
    OPEN,
    /** Somebody has written, perhaps this request: the node does not say who. */
    UNKNOWN;

    /**
     * Judges.
     *
     * @param read the node as it was read before the write
     * @param now the node after it, as the leader knows it
     * @param sameData whether it holds what the write would have put there
     */
    static Verdict of(ZnodeStat read, ZnodeStat now, boolean sameData) {
        if (read.czxid() != now.czxid()) {
            return UNKNOWN; // deleted and made again: what was there before is gone
        } else if (read.version() == now.version()) {
            return OPEN;
        }
        return now.version() == read.version() + 1 && !sameData ? NOT_APPLIED : UNKNOWN;
    }
}
