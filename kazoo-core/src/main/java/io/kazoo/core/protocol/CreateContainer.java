package io.kazoo.core.protocol;

import io.kazoo.Acl;
import io.kazoo.CreatedNode;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates a container; the reply is its path, from which the chroot is taken off, and its metadata. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CreateContainer(String path, byte @Nullable [] data, List<Acl> acls, String chroot)
        implements Operation<CreatedNode> {
    private static final int FLAGS = 4;

    @Override
    public int opCode() {
        return OpCode.CREATE_CONTAINER;
    }

    @Override
    public String since() {
        return "3.5.3";
    }

    @Override
    public int weight() {
        return Operation.super.weight() + (data == null ? 0 : data.length);
    }

    @Override
    public void write(JuteWriter out) {
        Create.writeBody(out, path, data, acls, FLAGS);
    }

    @Override
    public CreatedNode read(JuteReader in) {
        return Create2.read(in, chroot);
    }
}
