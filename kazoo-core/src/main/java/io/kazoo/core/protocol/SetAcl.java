package io.kazoo.core.protocol;

import io.kazoo.Acl;
import io.kazoo.ZnodeStat;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;
import java.util.List;

/** Sets the access control list of a node. */
public record SetAcl(String path, List<Acl> acls, int version) implements Operation<ZnodeStat> {
    @Override
    public int opCode() {
        return OpCode.SET_ACL;
    }

    @Override
    public void write(JuteWriter out) {
        out.writeString(path);
        out.writeVector(acls, Records::writeAcl);
        out.writeInt(version);
    }

    @Override
    public ZnodeStat read(JuteReader in) {
        return Records.readStat(in);
    }
}
