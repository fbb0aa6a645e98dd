package io.kazoo.core.protocol;

import io.kazoo.WatchMode;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;
import org.jspecify.annotations.Nullable;

/** Sets a watch that stays. */
public record AddWatch(String path, WatchMode mode) implements Operation<@Nullable Void> {
    @Override
    public int opCode() {
        return OpCode.ADD_WATCH;
    }

    @Override
    public String since() {
        return "3.6.0";
    }

    @Override
    public void write(JuteWriter out) {
        out.writeString(path);
        out.writeInt(
                switch (mode) {
                    case PERSISTENT -> 0;
                    case PERSISTENT_RECURSIVE -> 1;
                });
    }

    /** The body repeats that there was no error. */
    @Override
    public @Nullable Void read(JuteReader in) {
        return null;
    }

    @Override
    public WatchKind watchSetBy(int error) {
        return switch (mode) {
            case PERSISTENT -> WatchKind.PERSISTENT;
            case PERSISTENT_RECURSIVE -> WatchKind.PERSISTENT_RECURSIVE;
        };
    }
}
