package io.kazoo;

/** Path arithmetic, as kazoo's {@code protocol.paths} does it. */
public final class ZnodePaths {
    private ZnodePaths() {}

    /** As {@link #normalize(String, boolean)} without a trailing slash. */
    public static String normalize(String path) {
        return normalize(path, false);
    }

    /**
     * Collapses repeated slashes and drops a trailing one. Absolute and relative paths stay what they are.
     *
     * @param path a path
     * @param trailing whether a trailing slash is kept: with it a sequential node gets a name that is only its number
     * @return the same string if there was nothing to change
     * @throws IllegalArgumentException if a component is {@code .} or {@code ..}
     */
    public static String normalize(String path, boolean trailing) {
        return isNormal(path) ? path : rebuild(path, trailing);
    }

    /** One pass over the characters, without garbage: nearly every path is in order. */
    private static boolean isNormal(String path) {
        int length = path.length();
        int start = 0;
        for (int i = 0; i <= length; i++) {
            if (i == length || path.charAt(i) == '/') {
                int size = i - start;
                boolean empty = size == 0 && (i == length ? length > 1 : i > 0);
                boolean dots = size > 0 && size <= 2 && path.charAt(start) == '.' && path.charAt(i - 1) == '.';
                if (empty || dots) {
                    return false;
                }
                start = i + 1;
            }
        }
        return true;
    }

    private static String rebuild(String path, boolean trailing) {
        StringBuilder result = new StringBuilder(path.length());
        for (String part : path.split("/", -1)) {
            if (part.equals(".") || part.equals("..")) {
                throw new IllegalArgumentException("relative components are not allowed in \"" + path + "\"");
            }
            if (!part.isEmpty()) {
                if (result.length() > 0 || isAbsolute(path)) {
                    result.append('/');
                }
                result.append(part);
            }
        }
        if (result.length() == 0 && isAbsolute(path)) {
            return "/";
        }
        if (trailing && path.endsWith("/")) {
            result.append('/');
        }
        return result.toString();
    }

    /**
     * Joins paths with single slashes; an absolute part discards what stands before it, an empty last part leaves a
     * trailing slash.
     */
    public static String join(String first, String... more) {
        StringBuilder path = new StringBuilder(first);
        for (String part : more) {
            if (part.startsWith("/")) {
                path.setLength(0);
            } else if (path.length() > 0 && path.charAt(path.length() - 1) != '/') {
                path.append('/');
            }
            path.append(part);
        }
        return path.toString();
    }

    /** Tells whether a path begins with a slash. */
    public static boolean isAbsolute(String path) {
        return path.startsWith("/");
    }

    /** Returns what stands after the last slash. */
    public static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Returns the parent of an absolute, normal path: {@code /} for top nodes and for itself. */
    public static String parent(String path) {
        return path.substring(0, Math.max(1, path.lastIndexOf('/')));
    }

    /**
     * Puts a chroot in front of a path and normalises it; relative paths begin at the chroot.
     *
     * @param chroot empty, or as {@link #normRoot} returns it
     * @param trailing whether a trailing slash is kept
     */
    public static String prefixRoot(String chroot, String path, boolean trailing) {
        String normal = normalize(path, trailing);
        if (!isAbsolute(normal)) {
            normal = "/" + normal;
        }
        if (chroot.isEmpty()) {
            return normal;
        }
        return normal.equals("/") && !trailing ? chroot : chroot.concat(normal);
    }

    /** Normalises a chroot: it begins with a slash and does not end with one; the root itself is the empty string. */
    public static String normRoot(String chroot) {
        String normal = normalize(chroot);
        if (normal.isEmpty() || normal.equals("/")) {
            return "";
        }
        return isAbsolute(normal) ? normal : "/" + normal;
    }

    /**
     * Takes a chroot off a path: {@code /a/b} in {@code /a} is {@code /b}, {@code /a} itself is {@code /}. A path
     * outside the chroot is returned as it is: {@code /a} is no prefix of {@code /ab} (a defect of kazoo).
     */
    public static String unchroot(String chroot, String path) {
        if (chroot.isEmpty() || !path.startsWith(chroot)) {
            return path;
        }
        if (path.length() == chroot.length()) {
            return "/";
        }
        return path.charAt(chroot.length()) == '/' ? path.substring(chroot.length()) : path;
    }
}
