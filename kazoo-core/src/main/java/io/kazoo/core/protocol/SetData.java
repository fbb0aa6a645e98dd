package io.kazoo.core.protocol;

import io.kazoo.ZnodeStat;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;
import org.jspecify.annotations.Nullable;

/** Sets the data of a node. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SetData(String path, byte @Nullable [] data, int version) implements Operation<ZnodeStat> {
    @Override
    public int opCode() {
        return OpCode.SET_DATA;
    }

    @Override
    public int weight() {
        return Operation.super.weight() + (data == null ? 0 : data.length);
    }

    @Override
    public void write(JuteWriter out) {
        out.writeString(path);
        out.writeBuffer(data);
        out.writeInt(version);
    }

    @Override
    public ZnodeStat read(JuteReader in) {
        return Records.readStat(in);
    }
}
