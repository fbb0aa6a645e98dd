package io.kazoo.core.protocol;

import io.kazoo.ZnodeStat;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;
import io.kazoo.exceptions.ErrorCode;
import java.util.Optional;

/** Asks for the metadata of a node; that there is no node is an answer too. */
public record Exists(String path, boolean watch) implements Operation<Optional<ZnodeStat>> {
    @Override
    public int opCode() {
        return OpCode.EXISTS;
    }

    @Override
    public void write(JuteWriter out) {
        out.writeString(path);
        out.writeBool(watch);
    }

    @Override
    public Optional<ZnodeStat> read(JuteReader in) {
        return Optional.of(Records.readStat(in));
    }

    @Override
    public boolean accepts(int error) {
        return error == ErrorCode.NO_NODE.code();
    }

    @Override
    public Optional<ZnodeStat> onAccepted(int error) {
        return Optional.empty();
    }

    @Override
    public WatchKind watchSetBy(int error) {
        return error == 0 ? WatchKind.DATA : WatchKind.EXIST;
    }
}
