package io.kazoo.core.client;

import static io.kazoo.handler.Deferred.onSettled;

import io.kazoo.AsyncResult;
import io.kazoo.ClientId;
import io.kazoo.ZnodePaths;
import io.kazoo.ZnodeStat;
import io.kazoo.core.protocol.Exists;
import io.kazoo.core.protocol.GetChildren;
import io.kazoo.core.protocol.Sync;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.exceptions.SessionExpiredException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Lane;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Creates a node whose name no other has, so that after a lost connection it can be found out whether it was created.
 * A create that nobody waits for any more, cancelled or interrupted, leaves no node behind.
 */
final class ProtectedCreate extends Deferred<String> {
    private final Root root;
    private final Lane lane;
    private final String parent;
    private final String prefix;
    private final boolean ephemeral;
    private final Supplier<AsyncResult<String>> create;
    private final Persistence persistence;
    private final @Nullable ClientId session;

    /** Whether a create may have been carried out. */
    private boolean uncertain;

    /**
     * Makes one.
     *
     * @param path where to create, as {@link #protect} made it, with the chroot
     * @param create creates there; called for each try
     */
    ProtectedCreate(Root root, Lane lane, String path, boolean ephemeral, Supplier<AsyncResult<String>> create) {
        super(lane);
        this.root = root;
        this.lane = lane;
        this.parent = ZnodePaths.parent(path);
        this.prefix = path.substring(path.lastIndexOf('/') + 1);
        this.ephemeral = ephemeral;
        this.create = create;
        this.persistence = new Persistence(root.core, lane);
        this.session = root.core.status().clientId();
    }

    /** Puts what no other name has in front of the last part of a path, in the way Curator does. */
    static String protect(String path) {
        int name = path.lastIndexOf('/') + 1;
        return path.substring(0, name) + "_c_" + UUID.randomUUID() + "-" + path.substring(name);
    }

    ProtectedCreate start() {
        attempt();
        return this;
    }

    private void attempt() {
        if (isDone()) {
            return; // cancelled, and nothing is there
        }
        ClientId present = root.core.status().clientId();
        if (ephemeral && session != null && present != null && !session.equals(present)) {
            fail(new SessionExpiredException("the session has ended before the node was created", null, null));
            return;
        }
        onSettled(create.get(), (created, failure) -> {
            if (created != null) {
                settle(created);
            } else if (failure != null) {
                uncertain = Persistence.isUncertain(failure);
                failed(failure, uncertain ? this::search : this::attempt);
            }
        });
    }

    /** Asks the leader: the server of the new connection may not have seen the create yet. */
    private void search() {
        ask(root.submit(lane, new Sync(parent, "")), synced -> list());
    }

    private void list() {
        ask(root.submit(lane, new GetChildren(parent, false)), children -> {
            Optional<String> found =
                    children.stream().filter(name -> name.startsWith(prefix)).findFirst();
            if (found.isEmpty()) {
                attempt();
            } else {
                adopt((parent.equals("/") ? "" : parent) + "/" + found.get());
            }
        });
    }

    private void adopt(String path) {
        ask(root.submit(lane, new Exists(path, false)), stat -> {
            if (stat.isEmpty()) {
                attempt();
            } else if (ephemeral && !isOfThisSession(stat.get())) {
                fail(new SessionExpiredException("created in a session that has ended: " + path, path, null));
            } else {
                settle(ZnodePaths.unchroot(root.chroot, path));
            }
        });
    }

    private boolean isOfThisSession(ZnodeStat stat) {
        ClientId present = root.core.status().clientId();
        return present == null || present.sessionId() == stat.ephemeralOwner();
    }

    private void settle(String created) {
        if (!succeed(created)) {
            GuaranteedDelete.of(root, lane, ZnodePaths.prefixRoot(root.chroot, created, false), true);
        }
    }

    private <T> void ask(AsyncResult<T> answer, Consumer<T> then) {
        BiConsumer<@Nullable T, @Nullable Throwable> told = (value, failure) -> {
            if (value != null) {
                then.accept(value);
            } else if (failure instanceof NoNodeException) {
                attempt(); // nothing was created where there is no parent
            } else if (failure != null) {
                failed(failure, this::search);
            }
        };
        onSettled(answer, told);
    }

    private void failed(Throwable failure, Runnable next) {
        boolean gone = ephemeral && failure instanceof SessionExpiredException;
        if (Persistence.isTransient(failure, uncertain) && !gone) {
            persistence.again(next);
        } else {
            fail(failure);
        }
    }
}
