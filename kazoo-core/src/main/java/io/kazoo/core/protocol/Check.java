package io.kazoo.core.protocol;

import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;
import org.jspecify.annotations.Nullable;

/** Compares the version of a node; servers know it as a part of a transaction only. */
public record Check(String path, int version) implements Operation<@Nullable Void> {
    @Override
    public int opCode() {
        return OpCode.CHECK;
    }

    @Override
    public void write(JuteWriter out) {
        out.writeString(path);
        out.writeInt(version);
    }

    @Override
    public @Nullable Void read(JuteReader in) {
        return null;
    }
}
