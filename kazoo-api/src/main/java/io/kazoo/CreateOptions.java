package io.kazoo;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
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
 * @param ttl how long the node stays when nobody changes it and it has no children; null for ever
 */
public record CreateOptions(
        CreateMode mode,
        boolean parents,
        @Nullable List<Acl> acls,
        @Nullable Duration ttl) {
    /** The longest time to live: the server keeps it in 40 bits. */
    public static final Duration LONGEST_TTL = Duration.ofMillis((1L << 40) - 1);

    /**
     * Checks the parts and keeps a copy of the list.
     *
     * @throws IllegalArgumentException if the time to live is less than a millisecond or more than {@link #LONGEST_TTL},
     *     or the mode is not persistent
     */
    public CreateOptions {
        requireNonNull(mode);
        acls = acls == null ? null : List.copyOf(acls);
        if (ttl != null) {
            if (mode.isEphemeral() || mode == CreateMode.CONTAINER) {
                throw new IllegalArgumentException("a node of mode " + mode + " has no time to live");
            }
            if (ttl.compareTo(Duration.ofMillis(1)) < 0 || ttl.compareTo(LONGEST_TTL) > 0) {
                throw new IllegalArgumentException("a time to live is 1 ms to " + LONGEST_TTL + ", not " + ttl);
            }
        }
    }

    /** Returns the options for a kind of node, without making parents, with the client's default access control list. */
    public static CreateOptions of(CreateMode mode) {
        return new CreateOptions(mode, false, null, null);
    }

    /** Returns the same with missing parents created. */
    public CreateOptions withParents() {
        return new CreateOptions(mode, true, acls, ttl);
    }

    /** Returns the same with an access control list. */
    public CreateOptions withAcls(List<Acl> list) {
        return new CreateOptions(mode, parents, list, ttl);
    }

    /**
     * Returns the same with a time to live (ZooKeeper 3.5.3 and later, where {@code extendedTypesEnabled} is on).
     *
     * @param time from the last change of the node; the server looks about once a minute
     */
    public CreateOptions withTtl(Duration time) {
        return new CreateOptions(mode, parents, acls, requireNonNull(time));
    }
}
