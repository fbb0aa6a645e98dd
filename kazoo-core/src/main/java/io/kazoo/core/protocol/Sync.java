package io.kazoo.core.protocol;

import io.kazoo.ZnodePaths;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;

/** Lets the server catch up with the leader; the reply is the path, from which the chroot is taken off. */
public record Sync(String path, String chroot) implements Operation<String> {
    @Override
    public int opCode() {
        return OpCode.SYNC;
    }

    @Override
    public void write(JuteWriter out) {
        out.writeString(path);
    }

    @Override
    public String read(JuteReader in) {
        return ZnodePaths.unchroot(chroot, in.readString());
    }
}
