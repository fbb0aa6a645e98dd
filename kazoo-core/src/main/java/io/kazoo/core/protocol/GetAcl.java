package io.kazoo.core.protocol;

import io.kazoo.Acl;
import io.kazoo.NodeAcls;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;
import java.util.List;

/** Asks for the access control list of a node. */
public record GetAcl(String path) implements Operation<NodeAcls> {
    @Override
    public int opCode() {
        return OpCode.GET_ACL;
    }

    @Override
    public void write(JuteWriter out) {
        out.writeString(path);
    }

    @Override
    public NodeAcls read(JuteReader in) {
        List<Acl> acls = in.readVector(Records::readAcl);
        return new NodeAcls(acls, Records.readStat(in));
    }
}
