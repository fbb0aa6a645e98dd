package io.kazoo.recipes.lock;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The names of a lock's nodes: 32 hexadecimal digits that no other contender has, the marker, the server's number. */
final class LockNames {
    private LockNames() {}

    /** Makes the part of a new name that stands before the number. */
    static String newPrefix(LockKind kind) {
        return UUID.randomUUID().toString().replace("-", "").concat(kind.marker());
    }

    /** Returns the child whose name begins with a prefix, or null. */
    static @Nullable String find(List<String> children, String prefix) {
        for (String child : children) {
            if (child.startsWith(prefix)) {
                return child;
            }
        }
        return null;
    }
}
