package io.kazoo.recipes.partition;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pure decisions of the partitioner. */
final class Members {
    private Members() {}

    /** Returns what members are called, from the names of their nodes: what stands after the first dash. */
    static List<String> identifiers(Collection<String> nodes) {
        return CodePoints.sorted(nodes.stream()
                .map(node -> node.substring(node.indexOf('-') + 1))
                .toList());
    }

    /** Tells whether only one member is called so. */
    static boolean isAlone(String identifier, List<String> members) {
        return Collections.frequency(members, identifier) == 1;
    }

    /**
     * Checks what a function of the user's returns.
     *
     * @throws IllegalStateException if it is not a part of the set
     */
    static Set<String> check(@Nullable List<String> part, Set<String> partitions) {
        Set<String> checked = part == null ? Set.of() : new LinkedHashSet<>(part);
        if (part == null || checked.size() != part.size() || !new HashSet<>(partitions).containsAll(checked)) {
            throw new IllegalStateException("the partition function returned no part of the set: " + part);
        }
        return checked;
    }
}
