package io.kazoo.testing.memory;

import io.kazoo.Acl;
import io.kazoo.ZnodeStat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A node. The tree alone changes it. */
final class Znode {
    /** Who owns a container, in place of a session. */
    static final long CONTAINER_OWNER = Long.MIN_VALUE;

    /** The first byte of what stands in place of a session in a node that has a time to live. */
    private static final long TTL_MARK = 0xffL;

    private static final int TTL_SHIFT = 56;

    /** A session, or one of the marks; 0 for an ordinary node. */
    final long owner;

    final long czxid;
    final long ctime;

    /** Names, in the order in which they came. */
    final Set<String> children = new LinkedHashSet<>();

    byte @Nullable [] data;
    List<Acl> acls;
    long mzxid;
    long mtime;
    long pzxid;
    int version;
    int aversion;

    /** How many children were created so far: the number of the next sequential one. */
    int created;

    Znode(byte @Nullable [] data, List<Acl> acls, long owner, long zxid, long now) {
        this.data = data;
        this.acls = acls;
        this.owner = owner;
        czxid = zxid;
        mzxid = zxid;
        pzxid = zxid;
        ctime = now;
        mtime = now;
    }

    static long ttlOwner(long ttl) {
        return TTL_MARK << TTL_SHIFT | ttl;
    }

    boolean isContainer() {
        return owner == CONTAINER_OWNER;
    }

    boolean hasTtl() {
        return owner >>> TTL_SHIFT == TTL_MARK;
    }

    boolean isEphemeral() {
        return owner != 0 && !isContainer() && !hasTtl();
    }

    /** Tells whether nobody would miss it: the time-driven removal of containers and of nodes with a time to live. */
    boolean isOver(long now) {
        if (!children.isEmpty()) {
            return false;
        }
        return isContainer() ? created > 0 : hasTtl() && now - mtime > (owner & ~(TTL_MARK << TTL_SHIFT));
    }

    ZnodeStat stat() {
        int length = data == null ? 0 : data.length;
        int count = children.size();
        // Each create and each delete below counts for one in what clients see.
        return new ZnodeStat(
                czxid, mzxid, ctime, mtime, version, 2 * created - count, aversion, owner, length, count, pzxid);
    }
}
