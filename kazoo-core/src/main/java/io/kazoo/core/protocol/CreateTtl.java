package io.kazoo.core.protocol;

import io.kazoo.Acl;
import io.kazoo.CreatedNode;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Creates a node with a time to live; the reply is its path, from which the chroot is taken off, and its metadata. A
 * server that has such nodes switched off answers as one that does not know them, but keeps the connection.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CreateTtl(
        String path, byte @Nullable [] data, List<Acl> acls, boolean sequential, long ttlMillis, String chroot)
        implements Operation<CreatedNode> {
    private static final int PERSISTENT = 5;
    private static final int SEQUENTIAL = 6;

    @Override
    public int opCode() {
        return OpCode.CREATE_TTL;
    }

    @Override
    public String since() {
        return "3.5.3, with extendedTypesEnabled";
    }

    @Override
    public int weight() {
        return Operation.super.weight() + (data == null ? 0 : data.length);
    }

    @Override
    public void write(JuteWriter out) {
        Create.writeBody(out, path, data, acls, sequential ? SEQUENTIAL : PERSISTENT);
        out.writeLong(ttlMillis);
    }

    @Override
    public CreatedNode read(JuteReader in) {
        return Create2.read(in, chroot);
    }
}
