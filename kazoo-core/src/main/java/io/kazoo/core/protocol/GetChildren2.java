package io.kazoo.core.protocol;

import io.kazoo.NodeChildren;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;
import java.util.List;

/** Asks for the names of the children of a node and its metadata. */
public record GetChildren2(String path, boolean watch) implements Operation<NodeChildren> {
    @Override
    public int opCode() {
        return OpCode.GET_CHILDREN2;
    }

    @Override
    public void write(JuteWriter out) {
        out.writeString(path);
        out.writeBool(watch);
    }

    @Override
    public NodeChildren read(JuteReader in) {
        List<String> children = in.readVector(JuteReader::readString);
        return new NodeChildren(children, Records.readStat(in));
    }

    @Override
    public WatchKind watchSetBy(int error) {
        return WatchKind.CHILD;
    }
}
