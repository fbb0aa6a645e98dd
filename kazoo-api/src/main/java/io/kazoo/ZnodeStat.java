package io.kazoo;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * The metadata of a node.
 *
 * @param czxid the transaction that created the node
 * @param mzxid the transaction that last changed its data
 * @param ctime when it was created, in milliseconds since 1970, by the leader's clock
 * @param mtime when its data last changed, in milliseconds since 1970
 * @param version how often its data changed
 * @param cversion how often its children changed
 * @param aversion how often its access control list changed
 * @param ephemeralOwner the session it belongs to, 0 if it is not ephemeral
 * @param dataLength the length of its data in bytes
 * @param numChildren how many children it has
 * @param pzxid the transaction that last added or removed a child
 */
public record ZnodeStat(
        long czxid,
        long mzxid,
        long ctime,
        long mtime,
        int version,
        int cversion,
        int aversion,
        long ephemeralOwner,
        int dataLength,
        int numChildren,
        long pzxid) {

    /** Same as {@link #aversion()}. */
    public int aclVersion() {
        return aversion;
    }

    /** Same as {@link #cversion()}. */
    public int childrenVersion() {
        return cversion;
    }

    /** Returns when the node was created. */
    public Instant created() {
        return Instant.ofEpochMilli(ctime);
    }

    /** Returns when the data last changed. */
    public Instant lastModified() {
        return Instant.ofEpochMilli(mtime);
    }

    /** Returns the session the node belongs to, empty if it is not ephemeral. */
    public OptionalLong ownerSessionId() {
        return ephemeralOwner == 0 ? OptionalLong.empty() : OptionalLong.of(ephemeralOwner);
    }

    /** Same as {@link #czxid()}. */
    public long creationTransactionId() {
        return czxid;
    }

    /** Same as {@link #mzxid()}. */
    public long lastModifiedTransactionId() {
        return mzxid;
    }

    /** Same as {@link #numChildren()}. */
    public int childrenCount() {
        return numChildren;
    }
}
