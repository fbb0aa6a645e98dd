package io.kazoo.testing.memory;

import io.kazoo.Acl;
import io.kazoo.Id;
import io.kazoo.Permissions;
import io.kazoo.exceptions.ErrorCode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who may do what: the schemes world, auth, digest and ip. */
final class Acls {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private Acls() {}

    static void check(List<Acl> acls, int permissions, Set<Id> ids) {
        if (!allow(acls, permissions, ids)) {
            throw new Refusal(ErrorCode.NO_AUTH);
        }
    }

    /** Tells whether somebody has one of some permissions. */
    static boolean allow(List<Acl> acls, int permissions, Set<Id> ids) {
        return acls.stream()
                .filter(acl -> (acl.permissions() & permissions) != 0)
                .anyMatch(acl ->
                        acl.id().equals(Acl.ANYONE_ID_UNSAFE) || ids.stream().anyMatch(id -> matches(id, acl.id())));
    }

    private static boolean matches(Id who, Id allowed) {
        if (!who.scheme().equals(allowed.scheme())) {
            return false;
        }
        return who.scheme().equals("ip")
                ? isWithin(who.id(), allowed.id())
                : who.id().equals(allowed.id());
    }

    /** Returns a list as it is kept: without doubles, and with the caller in place of {@code auth}. */
    static List<Acl> fixed(List<Acl> acls, Set<Id> ids) {
        List<Acl> fixed = new ArrayList<>();
        for (Acl acl : new LinkedHashSet<>(acls)) {
            if (acl.id().scheme().equals("auth")) {
                List<Acl> own = ids.stream()
                        .filter(id -> id.scheme().equals("digest"))
                        .map(id -> new Acl(acl.permissions(), id))
                        .toList();
                if (own.isEmpty()) {
                    throw new Refusal(ErrorCode.INVALID_ACL);
                }
                fixed.addAll(own);
            } else if (isValid(acl.id())) {
                fixed.add(acl);
            } else {
                throw new Refusal(ErrorCode.INVALID_ACL);
            }
        }
        if (fixed.isEmpty()) {
            throw new Refusal(ErrorCode.INVALID_ACL);
        }
        return List.copyOf(fixed);
    }

    /** Returns a list as somebody sees it who may only read: without what passwords could be guessed from. */
    static List<Acl> shown(List<Acl> acls, Set<Id> ids) {
        if (allow(acls, Permissions.ADMIN, ids)) {
            return acls;
        }
        return acls.stream()
                .map(acl -> acl.id().scheme().equals("digest")
                        ? new Acl(acl.permissions(), new Id("digest", user(acl.id()) + ":x"))
                        : acl)
                .toList();
    }

    /** Takes note of who somebody says he is; answers whether the scheme is known. */
    static boolean authenticate(Set<Id> ids, String scheme, byte @Nullable [] credential) {
        if (scheme.equals("digest") && credential != null) {
            String[] parts = new String(credential, StandardCharsets.UTF_8).split(":", 2);
            String password = parts.length == 2 ? parts[1] : "";
            ids.add(new Id(scheme, Acl.digestCredential(parts[0], password)));
            return true;
        }
        return scheme.equals("ip"); // known already
    }

    /** Returns the part of an id that is a name. */
    static String user(Id id) {
        return id.scheme().equals("digest") ? id.id().split(":", 2)[0] : id.id();
    }

    private static boolean isValid(Id id) {
        return switch (id.scheme()) {
            case "world" -> id.equals(Acl.ANYONE_ID_UNSAFE);
            case "digest" -> id.id().split(":", -1).length == 2;
            case "ip" -> isWithin(id.id().split("/", 2)[0], id.id());
            default -> false;
        };
    }

    /** Tells whether an address is in a network like {@code 10.0.0.0/8}. */
    private static boolean isWithin(String address, String network) {
        String[] parts = network.split("/", 2);
        byte[] ours = bytes(address);
        byte[] theirs = bytes(parts[0]);
        if (ours == null || theirs == null || ours.length != theirs.length) {
            return false;
        }
        int bits = theirs.length * Byte.SIZE;
        if (parts.length == 2) {
            if (!parts[1].matches("\\d{1,3}") || Integer.parseInt(parts[1]) > bits) {
                return false;
            }
            bits = Integer.parseInt(parts[1]);
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static byte @Nullable [] bytes(String address) {
        try {
            return LITERAL.matcher(address).matches()
                    ? InetAddress.getByName(address).getAddress()
                    : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
