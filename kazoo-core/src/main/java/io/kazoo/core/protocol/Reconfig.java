package io.kazoo.core.protocol;

import io.kazoo.NodeData;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;
import org.jspecify.annotations.Nullable;

/** Changes the members of the ensemble; the reply is the new configuration. */
public record Reconfig(
        @Nullable String joining,
        @Nullable String leaving,
        @Nullable String newMembers,
        long fromConfig) implements Operation<NodeData> {
    @Override
    public int opCode() {
        return OpCode.RECONFIG;
    }

    @Override
    public String since() {
        return "3.5.0, in an ensemble with reconfigEnabled";
    }

    @Override
    public @Nullable String path() {
        return null;
    }

    @Override
    public void write(JuteWriter out) {
        write(out, joining);
        write(out, leaving);
        write(out, newMembers);
        out.writeLong(fromConfig);
    }

    /** No list is not the same as an empty one: a list of all members excludes the other two. */
    private static void write(JuteWriter out, @Nullable String list) {
        if (list == null) {
            out.writeBuffer(null);
        } else {
            out.writeString(list);
        }
    }

    @Override
    public NodeData read(JuteReader in) {
        byte[] data = in.readBuffer();
        return new NodeData(data, Records.readStat(in));
    }
}
