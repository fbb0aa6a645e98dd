package io.kazoo.core.session;

import io.kazoo.EventType;
import io.kazoo.WatchType;
import io.kazoo.core.protocol.WatchBatch;
import io.kazoo.core.protocol.WatchKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The watches of a session, by path with the chroot. The server keeps one per path and type; this fans out. */
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

    /**
     * Takes a target off a path.
     *
     * @param target whom; null for everybody
     * @return whether there was one
     */
    public boolean remove(WatchKind kind, String path, @Nullable WatchTarget target) {
        Set<WatchTarget> targets = table(kind).get(path);
        if (targets == null) {
            return false;
        }
        boolean removed = target == null || targets.remove(target);
        if (target == null || targets.isEmpty()) {
            table(kind).remove(path);
        }
        return removed;
    }

    /** Tells whether somebody needs the server's watch of a type on a path; of any type, if that is asked. */
    public boolean needs(WatchType type, String path) {
        for (WatchKind kind : WatchKind.values()) {
            if ((type == WatchType.ANY || kind.type() == type) && table(kind).containsKey(path)) {
                return true;
            }
        }
        return false;
    }

    /** Calls back with everyone who waits for more than one event, and the path they watch. */
    public void forEachPersistent(BiConsumer<String, WatchTarget> action) {
        for (WatchKind kind : WatchKind.values()) {
            if (!kind.isOneShot()) {
                table(kind).forEach((path, targets) -> targets.forEach(target -> action.accept(path, target)));
            }
        }
    }

    /** Returns everyone who waits for an event, and takes out those who wait for one only. */
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
            case NONE, MAYBE_MISSED -> throw new IllegalArgumentException("no watch waits for " + type);
        }
        targets.addAll(table(WatchKind.PERSISTENT).getOrDefault(path, Set.of()));
        if (type != EventType.CHILD) {
            addRecursive(path, targets);
        }
        return targets;
    }

    /** Those above hear of a node too, but not of lists of children, which are sent on behalf of others. */
    private void addRecursive(String path, Set<WatchTarget> into) {
        Map<String, Set<WatchTarget>> table = table(WatchKind.PERSISTENT_RECURSIVE);
        if (table.isEmpty()) {
            return;
        }
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            into.addAll(table.getOrDefault(path.substring(0, end), Set.of()));
        }
        into.addAll(table.getOrDefault("/", Set.of()));
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
        WatchBatch batch = new WatchBatch();
        int bytes = 0;
        for (WatchKind kind : WatchKind.values()) {
            for (String path : table(kind).keySet()) {
                int more = Integer.BYTES + utf8Length(path);
                if (bytes > 0 && bytes + more > BATCH_BYTES) {
                    batches.add(batch);
                    batch = new WatchBatch();
                    bytes = 0;
                }
                batch.add(kind, path);
                bytes += more;
            }
        }
        if (bytes > 0) {
            batches.add(batch);
        }
        return batches;
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
