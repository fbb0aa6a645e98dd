package io.kazoo.recipes.lock;

/** kazoo's three locks; what they are called, and whom they wait for, says {@link LockNaming}. */
enum LockKind {
    /** Waits for exclusive locks and writers; readers do not count (kazoo's {@code Lock}). */
    EXCLUSIVE,
    /** Waits for writers and exclusive locks only. */
    READ,
    /** Waits for everybody. */
    WRITE
}
