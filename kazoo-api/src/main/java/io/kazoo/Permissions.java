package io.kazoo;

import java.util.ArrayList;
import java.util.List;

/** The permission bits of an {@link Acl}. */
public final class Permissions {
    /** Read data and list children. */
    public static final int READ = 1;

    /** Set data. */
    public static final int WRITE = 2;

    /** Create children. */
    public static final int CREATE = 4;

    /** Delete children. */
    public static final int DELETE = 8;

    /** Set the access control list. */
    public static final int ADMIN = 16;

    /** Everything. */
    public static final int ALL = READ | WRITE | CREATE | DELETE | ADMIN;

    private static final List<String> NAMES = List.of("READ", "WRITE", "CREATE", "DELETE", "ADMIN");

    private Permissions() {}

    /** Returns the names of the bits, {@code ALL} alone if all are set (kazoo's {@code acl_list}). */
    public static List<String> names(int permissions) {
        if (permissions == ALL) {
            return List.of("ALL");
        }
        List<String> names = new ArrayList<>();
        for (int bit = 0; bit < NAMES.size(); bit++) {
            if ((permissions & (1 << bit)) != 0) {
                names.add(NAMES.get(bit));
            }
        }
        return List.copyOf(names);
    }
}
