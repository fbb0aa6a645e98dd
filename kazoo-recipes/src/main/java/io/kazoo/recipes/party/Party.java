package io.kazoo.recipes.party;

import io.kazoo.KazooClient;
import io.kazoo.recipes.support.Blocking;
import java.util.List;

/**
 * Who is there: each member has an ephemeral node, and everybody can list them. With kazoo's layout, so that Python and
 * Java clients share it. The blocking face of {@link AsyncParty}.
 *
 * <p><b>Membership</b> lasts until {@link #leave()} or the end of the client: when a session ends, or somebody deletes
 * the node, it is made again, with the same name (kazoo does not). Meanwhile others do not see the member, while {@link
 * #isParticipating()} still says that it is one. A lost connection alone changes nothing: the node lives on.
 *
 * <p>This object is one member; a second one in the same process is another object. It is safe for any number of
 * threads. A member that was never left costs a watch and a state listener.
 *
 * <p><b>Layout.</b> {@code <path>/<32 hex digits>__party__} with the identifier as data, or, if shallow, {@code
 * <path>/<32 hex digits>-<identifier>}. Missing parents are created.
 */
public final class Party {
    private final AsyncParty async;

    private Party(AsyncParty async) {
        this.async = async;
    }

    /**
     * Makes a member-to-be of a party whose identifiers are data (kazoo's {@code Party}).
     *
     * @param path the node whose children are the members; created when needed
     * @param identifier what the others see
     * @throws IllegalArgumentException if the path has a component {@code .} or {@code ..}
     */
    public static Party create(KazooClient client, String path, String identifier) {
        return new Party(new AsyncParty(client, path, identifier, PartyKind.FULL));
    }

    /**
     * Makes a member-to-be of a party whose identifiers are part of the names (kazoo's {@code ShallowParty}): listing them
     * is one request, whatever their number. All children of the node count as members.
     *
     * @throws IllegalArgumentException as {@link #create}, or if the identifier cannot be part of a name
     */
    public static Party shallow(KazooClient client, String path, String identifier) {
        if (identifier.indexOf('/') >= 0) {
            throw new IllegalArgumentException("an identifier that is part of a name must not contain '/'");
        }
        return new Party(new AsyncParty(client, path, identifier, PartyKind.SHALLOW));
    }

    /** Returns the face of this party that never blocks. */
    public AsyncParty async() {
        return async;
    }

    /** Returns the path of the party's node, below the client's chroot. */
    public String path() {
        return async.path();
    }

    /** Returns the path of the own node, whether it is there or not, below the client's chroot. */
    public String nodePath() {
        return async.nodePath();
    }

    /** Tells whether this object has joined, and has not left since, as far as it knows. Never blocks. */
    public boolean isParticipating() {
        return async.isParticipating();
    }

    /**
     * Becomes a member, and waits until its node is there; without effect if it is one. Lost connections and sessions only
     * delay it. An interrupt before that leaves.
     *
     * @throws io.kazoo.exceptions.ConnectionClosedException if the client is not started, or stopped meanwhile
     * @throws io.kazoo.exceptions.CancelledException if somebody leaves meanwhile
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses, for example with NoAuth
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block; nothing was sent then
     */
    public void join() {
        requireMayBlock("join()");
        Blocking.get(async.join());
    }

    /**
     * Leaves, and waits until the node is gone. The removal goes on over reconnects until the node or the session is
     * gone, also when this call is interrupted.
     *
     * @return whether it was a member
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses the removal
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block; it is still a member then
     */
    public boolean leave() {
        requireMayBlock("leave()");
        return Blocking.get(async.leave());
    }

    /**
     * Returns the identifiers of the members, in no order; none if the party's node does not exist. In a party that is not
     * shallow those who leave while they are read are left out.
     *
     * @throws io.kazoo.exceptions.ZookeeperException if the server refuses
     * @throws io.kazoo.exceptions.BlockingForbiddenException on a thread that must not block
     */
    public List<String> members() {
        requireMayBlock("members()");
        return Blocking.get(async.members());
    }

    /** Returns the number of members; throws as {@link #members()}. */
    public int size() {
        requireMayBlock("size()");
        return Blocking.get(async.size());
    }

    private void requireMayBlock(String call) {
        async.context.requireMayBlock("Party." + call, "Party.async()." + call);
    }
}
