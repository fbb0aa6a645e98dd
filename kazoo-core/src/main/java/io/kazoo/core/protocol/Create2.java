package io.kazoo.core.protocol;

import io.kazoo.Acl;
import io.kazoo.CreateMode;
import io.kazoo.CreatedNode;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates a node; the reply is its path, with the chroot, and its metadata. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Create2(String path, byte @Nullable [] data, List<Acl> acls, CreateMode mode)
        implements Operation<CreatedNode> {
    @Override
    public int opCode() {
        return OpCode.CREATE2;
    }

    @Override
    public void write(JuteWriter out) {
        Create.writeBody(out, path, data, acls, mode);
    }

    @Override
    public CreatedNode read(JuteReader in) {
        String created = in.readString();
        return new CreatedNode(created, Records.readStat(in));
    }
}
