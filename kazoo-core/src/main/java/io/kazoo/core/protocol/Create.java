package io.kazoo.core.protocol;

import io.kazoo.Acl;
import io.kazoo.CreateMode;
import io.kazoo.ZnodePaths;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates a node; the reply is its path, from which the chroot is taken off. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Create(String path, byte @Nullable [] data, List<Acl> acls, CreateMode mode, String chroot)
        implements Operation<String> {
    @Override
    public int opCode() {
        return OpCode.CREATE;
    }

    @Override
    public int weight() {
        return Operation.super.weight() + (data == null ? 0 : data.length);
    }

    @Override
    public void write(JuteWriter out) {
        writeBody(out, path, data, acls, flags(mode));
    }

    @Override
    public String read(JuteReader in) {
        return ZnodePaths.unchroot(chroot, in.readString());
    }

    /** Writes what the operations that create have in common, which is nearly everything. */
    static void writeBody(JuteWriter out, String path, byte @Nullable [] data, List<Acl> acls, int flags) {
        out.writeString(path);
        out.writeBuffer(data);
        out.writeVector(acls, Records::writeAcl);
        out.writeInt(flags);
    }

    static int flags(CreateMode mode) {
        return (mode.isEphemeral() ? 1 : 0) | (mode.isSequential() ? 2 : 0);
    }
}
