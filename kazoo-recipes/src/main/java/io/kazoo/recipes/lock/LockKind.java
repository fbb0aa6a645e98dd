package io.kazoo.recipes.lock;

import java.util.List;

/** kazoo's three locks: what their nodes are called, and whom they wait for. */
enum LockKind {
    /** Waits for exclusive locks and writers; readers do not count (kazoo's {@code Lock}). */
    EXCLUSIVE,
    /** Waits for writers and exclusive locks only. */
    READ,
    /** Waits for everybody. */
    WRITE;

    private static final String LOCK = "__lock__";
    private static final String READ_LOCK = "__rlock__";

    /** Returns what stands between the unique part of a name and its number. */
    String marker() {
        return this == READ ? READ_LOCK : LOCK;
    }

    /** Returns the markers of those who are waited for. */
    List<String> excludedBy() {
        return this == WRITE ? List.of(LOCK, READ_LOCK) : List.of(LOCK);
    }
}
