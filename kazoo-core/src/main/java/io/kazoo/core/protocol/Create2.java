package io.kazoo.core.protocol;

import io.kazoo.Acl;
import io.kazoo.CreateMode;
import io.kazoo.CreatedNode;
import io.kazoo.ZnodePaths;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates a node; the reply is its path, from which the chroot is taken off, and its metadata. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Create2(String path, byte @Nullable [] data, List<Acl> acls, CreateMode mode, String chroot)
        implements Operation<CreatedNode> {
    @Override
    public int opCode() {
        return OpCode.CREATE2;
    }

    @Override
    public String since() {
        return "3.5.0";
    }

    @Override
    public int weight() {
        return Operation.super.weight() + (data == null ? 0 : data.length);
    }

    @Override
    public void write(JuteWriter out) {
        Create.writeBody(out, path, data, acls, Create.flags(mode));
    }

    @Override
    public CreatedNode read(JuteReader in) {
        return read(in, chroot);
    }

    static CreatedNode read(JuteReader in, String chroot) {
        String created = ZnodePaths.unchroot(chroot, in.readString());
        return new CreatedNode(created, Records.readStat(in));
    }
}
