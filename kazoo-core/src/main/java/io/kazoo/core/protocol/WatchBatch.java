package io.kazoo.core.protocol;

import io.kazoo.core.jute.JuteWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Some of the watches to set again on a new connection: one packet, which has a number of its own and no result. */
public final class WatchBatch {
    private final Map<WatchKind, List<String>> paths = new EnumMap<>(WatchKind.class);

    /** Makes an empty packet. */
    public WatchBatch() {
        for (WatchKind kind : WatchKind.values()) {
            paths.put(kind, new ArrayList<>());
        }
    }

    /** Adds a path, with the chroot. */
    public WatchBatch add(WatchKind kind, String path) {
        paths(kind).add(path);
        return this;
    }

    /** Returns the paths of a kind. */
    public List<String> paths(WatchKind kind) {
        return paths.getOrDefault(kind, List.of());
    }

    /**
     * Writes the packet. The newer of the two, which servers before 3.6 do not know, is used only for the watches that those
     * do not know either.
     *
     * @param lastZxid changes after this transaction fire at once
     */
    public void write(JuteWriter out, long lastZxid) {
        boolean persistent = !paths(WatchKind.PERSISTENT).isEmpty()
                || !paths(WatchKind.PERSISTENT_RECURSIVE).isEmpty();
        int mark = Packets.begin(out, Xid.SET_WATCHES, persistent ? OpCode.SET_WATCHES2 : OpCode.SET_WATCHES);
        out.writeLong(lastZxid);
        paths.forEach((kind, list) -> {
            if (persistent || kind.isOneShot()) {
                out.writeVector(list, JuteWriter::writeString);
            }
        });
        out.endFrame(mark);
    }
}
