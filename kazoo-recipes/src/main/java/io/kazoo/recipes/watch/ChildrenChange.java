package io.kazoo.recipes.watch;

import io.kazoo.WatchedEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The children of a node, and what is new about them since the last call. Both {@code added} and {@code removed} are
 * empty when a child came and went, or went and came back, between two calls.
 *
 * @param children the names of all children, in no order
 * @param added those that were not there at the last call; all of them at the first
 * @param removed those that were there at the last call and are no more
 * @param event what made the watch look; null at the first call, and in a new session
 */
public record ChildrenChange(
        List<String> children,
        Set<String> added,
        Set<String> removed,
        @Nullable WatchedEvent event) {

    static ChildrenChange between(Set<String> before, List<String> now, @Nullable WatchedEvent event) {
        Set<String> added = new LinkedHashSet<>(now);
        added.removeAll(before);
        Set<String> removed = new LinkedHashSet<>(before);
        now.forEach(removed::remove);
        return new ChildrenChange(now, added, removed, event);
    }
}
