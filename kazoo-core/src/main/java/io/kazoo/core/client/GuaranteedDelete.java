package io.kazoo.core.client;

import static io.kazoo.handler.Deferred.onSettled;

import io.kazoo.core.protocol.Delete;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Lane;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a node, over any number of reconnects and sessions, until a server has said what became of it. Whoever cancels
 * the result, or is interrupted while waiting for it, only stops waiting (CURATOR-62, kazoo issue 732).
 */
final class GuaranteedDelete extends Deferred<@Nullable Void> {
    private final Root root;
    private final Lane lane;
    private final String path;
    private final Persistence persistence;

    /** A node that is not there may be one that an earlier try has deleted. */
    private boolean mayBeGone;

    private GuaranteedDelete(Root root, Lane lane, String path, boolean mayBeGone) {
        super(lane);
        this.root = root;
        this.lane = lane;
        this.path = path;
        this.mayBeGone = mayBeGone;
        this.persistence = new Persistence(root.core, lane);
    }

    /**
     * Begins.
     *
     * @param path the node on the server
     * @param mayBeGone whether it is well if there is no such node
     */
    static GuaranteedDelete of(Root root, Lane lane, String path, boolean mayBeGone) {
        GuaranteedDelete deletion = new GuaranteedDelete(root, lane, path, mayBeGone);
        deletion.attempt();
        return deletion;
    }

    private void attempt() {
        onSettled(root.submit(lane, new Delete(path, -1)), (done, failure) -> {
            if (failure == null || (mayBeGone && failure instanceof NoNodeException)) {
                succeed(null);
            } else if (Persistence.isTransient(failure, mayBeGone)) {
                mayBeGone |= Persistence.isUncertain(failure);
                persistence.again(this::attempt);
            } else {
                fail(failure);
            }
        });
    }
}
