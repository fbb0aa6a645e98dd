package io.kazoo;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * An entry of an access control list.
 *
 * @param permissions bits of {@link Permissions}
 * @param id whom it is about
 */
public record Acl(int permissions, Id id) {
    /** Checks the parts. */
    public Acl {
        requireNonNull(id);
    }

    /** Anyone. */
    public static final Id ANYONE_ID_UNSAFE = new Id("world", "anyone");

    /** Whoever the creating session is authenticated as. */
    public static final Id AUTH_IDS = new Id("auth", "");

    /** Anyone may do anything. */
    public static final List<Acl> OPEN_ACL_UNSAFE = List.of(new Acl(Permissions.ALL, ANYONE_ID_UNSAFE));

    /** The creator may do anything; the session must be authenticated. */
    public static final List<Acl> CREATOR_ALL_ACL = List.of(new Acl(Permissions.ALL, AUTH_IDS));

    /** Anyone may read. */
    public static final List<Acl> READ_ACL_UNSAFE = List.of(new Acl(Permissions.READ, ANYONE_ID_UNSAFE));

    /** Makes an entry for a user of the digest scheme, who authenticates with {@code user:password}. */
    public static Acl digest(String user, String password, int permissions) {
        return new Acl(permissions, new Id("digest", digestCredential(user, password)));
    }

    /** Returns the id of a user in the digest scheme: the user and a hash of user and password. */
    public static String digestCredential(String user, String password) {
        byte[] clear = (requireNonNull(user) + ":" + requireNonNull(password)).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(clear);
            return user + ":" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    @Override
    public String toString() {
        return "Acl(perms=" + permissions + ", acl_list=" + Permissions.names(permissions) + ", id=" + id + ")";
    }
}
