package io.kazoo.core.protocol;

import io.kazoo.NodeData;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;

/** Asks for the data and metadata of a node. */
public record GetData(String path, boolean watch) implements Operation<NodeData> {
    @Override
    public int opCode() {
        return OpCode.GET_DATA;
    }

    @Override
    public void write(JuteWriter out) {
        out.writeString(path);
        out.writeBool(watch);
    }

    @Override
    public NodeData read(JuteReader in) {
        byte[] data = in.readBuffer();
        return new NodeData(data, Records.readStat(in));
    }

    @Override
    public WatchKind watchSetBy(int error) {
        return WatchKind.DATA;
    }
}
