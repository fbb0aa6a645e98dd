package io.kazoo.core.session;

import io.kazoo.EventType;
import io.kazoo.core.protocol.WatchKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The one-shot watches of a session, by path with the chroot. The server keeps one per path and table; this fans out. */
public final class WatchRegistry {
    /** How large a SetWatches packet may get: far below what servers accept (ZOOKEEPER-706). */
    static final int BATCH_BYTES = 128 * 1024;

    private final Map<WatchKind, Map<String, Set<WatchTarget>>> tables = new EnumMap<>(WatchKind.class);

    /** Makes an empty registry. */
    public WatchRegistry() {
        for (WatchKind kind : WatchKind.values()) {
            tables.put(kind, new HashMap<>());
        }
    }

    /** Adds a watch that the server has confirmed. */
    public void add(WatchKind kind, String path, WatchTarget target) {
        table(kind).computeIfAbsent(path, key -> new LinkedHashSet<>(2)).add(target);
    }

    /** Takes out, and returns, everyone who waits for an event. */
    public Collection<WatchTarget> take(EventType type, String path) {
        Set<WatchTarget> targets = new LinkedHashSet<>(2);
        switch (type) {
            case CREATED, CHANGED -> {
                move(WatchKind.DATA, path, targets);
                move(WatchKind.EXIST, path, targets);
            }
            case DELETED -> {
                move(WatchKind.DATA, path, targets);
                move(WatchKind.EXIST, path, targets);
                move(WatchKind.CHILD, path, targets);
            }
            case CHILD -> move(WatchKind.CHILD, path, targets);
            case NONE -> throw new IllegalArgumentException("no watch waits for " + type);
        }
        return targets;
    }

    /** Takes out, and returns, everyone: the session has ended. */
    public Collection<WatchTarget> takeAll() {
        Set<WatchTarget> targets = new LinkedHashSet<>();
        for (Map<String, Set<WatchTarget>> table : tables.values()) {
            table.values().forEach(targets::addAll);
            table.clear();
        }
        return targets;
    }

    /** Returns all watches in packets that a server accepts. */
    public List<WatchBatch> batches() {
        List<WatchBatch> batches = new ArrayList<>();
        WatchBatch batch = emptyBatch();
        int bytes = 0;
        for (WatchKind kind : WatchKind.values()) {
            for (String path : table(kind).keySet()) {
                int more = Integer.BYTES + utf8Length(path);
                if (bytes > 0 && bytes + more > BATCH_BYTES) {
                    batches.add(batch);
                    batch = emptyBatch();
                    bytes = 0;
                }
                paths(batch, kind).add(path);
                bytes += more;
            }
        }
        if (bytes > 0) {
            batches.add(batch);
        }
        return batches;
    }

    private static WatchBatch emptyBatch() {
        return new WatchBatch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    private static List<String> paths(WatchBatch batch, WatchKind kind) {
        return switch (kind) {
            case DATA -> batch.data();
            case EXIST -> batch.exist();
            case CHILD -> batch.child();
        };
    }

    private static int utf8Length(String path) {
        int bytes = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
        }
        return bytes;
    }

    private void move(WatchKind kind, String path, Set<WatchTarget> into) {
        Set<WatchTarget> targets = table(kind).remove(path);
        if (targets != null) {
            into.addAll(targets);
        }
    }

    private Map<String, Set<WatchTarget>> table(WatchKind kind) {
        Map<String, Set<WatchTarget>> table = tables.get(kind);
        if (table == null) {
            throw new IllegalStateException("no table for " + kind);
        }
        return table;
    }
}
