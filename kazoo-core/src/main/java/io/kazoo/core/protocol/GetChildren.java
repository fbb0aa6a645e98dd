package io.kazoo.core.protocol;

import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;
import java.util.List;

/** Asks for the names of the children of a node. */
public record GetChildren(String path, boolean watch) implements Operation<List<String>> {
    @Override
    public int opCode() {
        return OpCode.GET_CHILDREN;
    }

    @Override
    public void write(JuteWriter out) {
        out.writeString(path);
        out.writeBool(watch);
    }

    @Override
    public List<String> read(JuteReader in) {
        return in.readVector(JuteReader::readString);
    }

    @Override
    public WatchKind watchSetBy(int error) {
        return WatchKind.CHILD;
    }
}
