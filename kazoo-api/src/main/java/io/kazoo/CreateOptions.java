package io.kazoo;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to create a node. Immutable; start with {@link #of} and refine: {@code
 * CreateOptions.of(EPHEMERAL).withParents()}.
 *
 * @param mode the kind of node
 * @param parents whether missing parents are created as persistent nodes with the same access control list (kazoo's
 *     {@code makepath})
 * @param acls the access control list; null, or empty as in kazoo, for the client's default
 */
public record CreateOptions(
        CreateMode mode, boolean parents, @Nullable List<Acl> acls) {
    /** Checks the parts and keeps a copy of the list. */
    public CreateOptions {
        requireNonNull(mode);
        acls = acls == null ? null : List.copyOf(acls);
    }

    /** Returns the options for a kind of node, without making parents, with the client's default access control list. */
    public static CreateOptions of(CreateMode mode) {
        return new CreateOptions(mode, false, null);
    }

    /** Returns the same with missing parents created. */
    public CreateOptions withParents() {
        return new CreateOptions(mode, true, acls);
    }

    /** Returns the same with an access control list. */
    public CreateOptions withAcls(List<Acl> list) {
        return new CreateOptions(mode, parents, list);
    }
}
