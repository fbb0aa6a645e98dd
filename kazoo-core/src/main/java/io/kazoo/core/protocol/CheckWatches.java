package io.kazoo.core.protocol;

import io.kazoo.WatchType;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;
import io.kazoo.exceptions.ErrorCode;

/** Asks whether the server has a watch of this connection. */
public record CheckWatches(String path, WatchType type) implements Operation<Boolean> {
    @Override
    public int opCode() {
        return OpCode.CHECK_WATCHES;
    }

    @Override
    public String since() {
        return "3.5.0";
    }

    @Override
    public void write(JuteWriter out) {
        out.writeString(path);
        out.writeInt(Records.number(type));
    }

    @Override
    public Boolean read(JuteReader in) {
        return true;
    }

    @Override
    public boolean accepts(int error) {
        return error == ErrorCode.NO_WATCHER.code();
    }

    @Override
    public Boolean onAccepted(int error) {
        return false;
    }
}
