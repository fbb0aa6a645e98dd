package io.kazoo.testing.memory;

import io.kazoo.ZnodePaths;
import io.kazoo.exceptions.ErrorCode;
import java.util.Set;

/** What the server takes for a path. */
final class Paths {
    /** Nobody deletes these. */
    private static final Set<String> SPECIAL =
            Set.of("/", Tree.SYSTEM, Tree.SYSTEM + "/quota", Tree.SYSTEM + "/config");

    private Paths() {}

    /** Returns a valid path. */
    static String valid(String path) {
        boolean wellFormed = path.startsWith("/")
                && (path.length() == 1 || !path.endsWith("/"))
                && !hasBadSegment(path)
                && path.chars().noneMatch(Paths::isForbidden);
        if (!wellFormed) {
            throw new Refusal(ErrorCode.BAD_ARGUMENTS);
        }
        return path;
    }

    private static boolean hasBadSegment(String path) {
        String segments = path + "/";
        return segments.contains("/./") || segments.contains("/../") || path.contains("//");
    }

    private static boolean isForbidden(int c) {
        return c <= 0x1f || (c >= 0x7f && c <= 0x9f) || (c >= 0xd800 && c <= 0xf8ff) || (c >= 0xfff0 && c <= 0xffff);
    }

    /** Returns the parent of what is to be created: looked at before the path is known to be valid. */
    static String parentForCreate(String path) {
        if (path.lastIndexOf('/') < 0 || path.indexOf('\0') >= 0) {
            throw new Refusal(ErrorCode.BAD_ARGUMENTS);
        }
        return ZnodePaths.parent(path);
    }

    /** Returns the parent of what is to be deleted. */
    static String parentForDelete(String path) {
        if (SPECIAL.contains(path)) {
            throw new Refusal(ErrorCode.BAD_ARGUMENTS);
        }
        return parentForCreate(path);
    }
}
