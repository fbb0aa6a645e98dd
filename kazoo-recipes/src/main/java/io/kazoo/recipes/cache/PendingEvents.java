package io.kazoo.recipes.cache;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber has yet to be told: one event for each path at the most, that leads from what it was told last to what
 * is now. So it is bounded by the number of nodes, however slow the subscriber is. Of the connection only the latest is kept.
 */
final class PendingEvents {
    /** No node's path. */
    private static final String CONNECTION = "connection";

    private static final String INITIALIZED = "initialized";

    private final Map<String, TreeEvent> events = new LinkedHashMap<>();

    boolean isEmpty() {
        return events.isEmpty();
    }

    /** Takes the oldest. */
    TreeEvent next() {
        Iterator<TreeEvent> oldest = events.values().iterator();
        TreeEvent event = oldest.next();
        oldest.remove();
        return event;
    }

    void add(TreeEvent event) {
        String key = key(event);
        TreeEvent before = events.get(key);
        TreeEvent merged = before == null ? event : merge(before, event);
        if (merged == null) {
            events.remove(key);
        } else if (before == null || merged.path() == null || merged.type() == TreeEvent.Type.NODE_REMOVED) {
            events.remove(key); // children are gone before their parents: it goes to the end
            events.put(key, merged);
        } else {
            events.put(key, merged);
        }
    }

    private static String key(TreeEvent event) {
        String path = event.path();
        if (path != null) {
            return path;
        }
        return event.type() == TreeEvent.Type.INITIALIZED ? INITIALIZED : CONNECTION;
    }

    /** Returns what two events in a row amount to, null if to nothing. */
    private static @Nullable TreeEvent merge(TreeEvent before, TreeEvent event) {
        if (event.path() == null) {
            return event;
        }
        boolean isRemoved = event.type() == TreeEvent.Type.NODE_REMOVED;
        TreeEvent.Type merged = switch (before.type()) {
            case NODE_ADDED -> isRemoved ? null : TreeEvent.Type.NODE_ADDED;
            case NODE_REMOVED -> isRemoved ? TreeEvent.Type.NODE_REMOVED : TreeEvent.Type.NODE_UPDATED;
            default -> isRemoved ? TreeEvent.Type.NODE_REMOVED : TreeEvent.Type.NODE_UPDATED;
        };
        return merged == null ? null : new TreeEvent(merged, event.path(), Objects.requireNonNull(event.node()));
    }
}
