package io.kazoo.core.protocol;

import io.kazoo.Acl;
import io.kazoo.Id;
import io.kazoo.WatchType;
import io.kazoo.ZnodeStat;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;

/** The records that several operations share; those that only a server writes are for one in tests. */
public final class Records {
    private Records() {}

    static ZnodeStat readStat(JuteReader in) {
        long czxid = in.readLong();
        long mzxid = in.readLong();
        long ctime = in.readLong();
        long mtime = in.readLong();
        int version = in.readInt();
        int cversion = in.readInt();
        int aversion = in.readInt();
        long owner = in.readLong();
        int dataLength = in.readInt();
        int numChildren = in.readInt();
        long pzxid = in.readLong();
        return new ZnodeStat(
                czxid, mzxid, ctime, mtime, version, cversion, aversion, owner, dataLength, numChildren, pzxid);
    }

    /** Writes a node's metadata, as a server does. */
    public static void writeStat(JuteWriter out, ZnodeStat stat) {
        out.writeLong(stat.czxid());
        out.writeLong(stat.mzxid());
        out.writeLong(stat.ctime());
        out.writeLong(stat.mtime());
        out.writeInt(stat.version());
        out.writeInt(stat.cversion());
        out.writeInt(stat.aversion());
        out.writeLong(stat.ephemeralOwner());
        out.writeInt(stat.dataLength());
        out.writeInt(stat.numChildren());
        out.writeLong(stat.pzxid());
    }

    /** Reads an entry of an access control list. */
    public static Acl readAcl(JuteReader in) {
        int permissions = in.readInt();
        return new Acl(permissions, readId(in));
    }

    static Id readId(JuteReader in) {
        String scheme = in.readString();
        return new Id(scheme, in.readString());
    }

    /** Tells whether servers have a number for the type only since 3.9 (ZOOKEEPER-4466). */
    static boolean isNewer(WatchType type) {
        return type == WatchType.PERSISTENT || type == WatchType.PERSISTENT_RECURSIVE;
    }

    static int number(WatchType type) {
        return switch (type) {
            case CHILDREN -> 1;
            case DATA -> 2;
            case ANY -> 3;
            case PERSISTENT -> 4;
            case PERSISTENT_RECURSIVE -> 5;
        };
    }

    /** Writes an entry of an access control list. */
    public static void writeAcl(JuteWriter out, Acl acl) {
        out.writeInt(acl.permissions());
        writeId(out, acl.id());
    }

    /** Writes who somebody is, as a server does. */
    public static void writeId(JuteWriter out, Id id) {
        out.writeString(id.scheme());
        out.writeString(id.id());
    }
}
