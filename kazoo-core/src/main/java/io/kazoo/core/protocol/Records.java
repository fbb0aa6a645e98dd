package io.kazoo.core.protocol;

import io.kazoo.Acl;
import io.kazoo.Id;
import io.kazoo.WatchType;
import io.kazoo.ZnodeStat;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;

/** The records that several operations share. */
final class Records {
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

    static Acl readAcl(JuteReader in) {
        int permissions = in.readInt();
        return new Acl(permissions, readId(in));
    }

    static Id readId(JuteReader in) {
        String scheme = in.readString();
        return new Id(scheme, in.readString());
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

    static void writeAcl(JuteWriter out, Acl acl) {
        out.writeInt(acl.permissions());
        out.writeString(acl.id().scheme());
        out.writeString(acl.id().id());
    }
}
