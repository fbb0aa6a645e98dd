package io.kazoo.testing.memory;

import io.kazoo.ZnodePaths;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One of the server's two tables of watches: who watches what. The server has one for data and one for children. */
final class WatchTable {
    /** How long a watch lasts and how far it reaches. */
    enum Mode {
        ONE_SHOT,
        PERSISTENT,
        RECURSIVE
    }

    private final Map<String, Map<Connection, Set<Mode>>> watches = new HashMap<>();

    /** How many watches are recursive: without one, nobody looks at the nodes above. */
    private int recursive;

    void add(String path, Connection who, Mode mode) {
        Set<Mode> modes = watches.computeIfAbsent(path, key -> new LinkedHashMap<>())
                .computeIfAbsent(who, key -> EnumSet.noneOf(Mode.class));
        if (modes.add(mode) && mode == Mode.RECURSIVE) {
            recursive++;
        }
    }

    /** Tells whether somebody has a watch of a mode, or of any if it is null. */
    boolean contains(String path, Connection who, @Nullable Mode mode) {
        Set<Mode> modes = watches.getOrDefault(path, Map.of()).get(who);
        return modes != null && (mode == null || modes.contains(mode));
    }

    /** Takes a watch of a mode off, or all if it is null; answers whether there was one. */
    boolean remove(String path, Connection who, @Nullable Mode mode) {
        Map<Connection, Set<Mode>> watchers = watches.get(path);
        Set<Mode> modes = watchers == null ? null : watchers.get(who);
        if (watchers == null || modes == null) {
            return false;
        }
        Set<Mode> gone = mode == null ? EnumSet.copyOf(modes) : EnumSet.of(mode);
        boolean removed = modes.removeAll(gone) || mode == null;
        if (removed && gone.contains(Mode.RECURSIVE)) {
            recursive--;
        }
        if (modes.isEmpty()) {
            watchers.remove(who);
            if (watchers.isEmpty()) {
                watches.remove(path);
            }
        }
        return removed;
    }

    /** Takes everything off that a connection has: it is closed. */
    void removeAll(Connection who) {
        List.copyOf(watches.keySet()).forEach(path -> remove(path, who, null));
    }

    /** Returns who is to be told of something at a path; one-shot watches are over with it. */
    Set<Connection> triggered(String path) {
        Map<Connection, Set<Mode>> here = watches.getOrDefault(path, Map.of());
        Set<Connection> told = new LinkedHashSet<>(here.keySet());
        told.forEach(who -> {
            if (contains(path, who, Mode.ONE_SHOT)) {
                remove(path, who, Mode.ONE_SHOT);
            }
        });
        for (String above = path; recursive > 0 && !above.equals("/"); ) {
            above = ZnodePaths.parent(above);
            watches.getOrDefault(above, Map.of()).forEach((who, modes) -> {
                if (modes.contains(Mode.RECURSIVE)) {
                    told.add(who);
                }
            });
        }
        return told;
    }

    /** Returns what is watched, as often as there are connections that watch it. */
    List<String> paths() {
        return watches.entrySet().stream()
                .flatMap(entry -> Objects.requireNonNull(entry.getValue()).keySet().stream()
                        .map(who -> entry.getKey()))
                .sorted()
                .toList();
    }
}
