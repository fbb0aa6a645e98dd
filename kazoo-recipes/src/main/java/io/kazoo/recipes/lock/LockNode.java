package io.kazoo.recipes.lock;

import io.kazoo.ZnodePaths;
import io.kazoo.ZnodeStat;

/**
 * The node of a contender.
 *
 * @param path its path, below the chroot
 * @param czxid the transaction that created it: what tells it from another node of the same name
 * @param owner the session it belongs to, 0 if none
 */
record LockNode(String path, long czxid, long owner) {
    LockNode(String path, ZnodeStat stat) {
        this(path, stat.czxid(), stat.ephemeralOwner());
    }

    String name() {
        return ZnodePaths.baseName(path);
    }
}
