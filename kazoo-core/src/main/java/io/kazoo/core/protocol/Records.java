package io.kazoo.core.protocol;

import io.kazoo.Acl;
import io.kazoo.Id;
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
        String scheme = in.readString();
        return new Acl(permissions, new Id(scheme, in.readString()));
    }

    static void writeAcl(JuteWriter out, Acl acl) {
        out.writeInt(acl.permissions());
        out.writeString(acl.id().scheme());
        out.writeString(acl.id().id());
    }
}
