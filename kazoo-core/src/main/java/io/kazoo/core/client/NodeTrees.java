package io.kazoo.core.client;

import static io.kazoo.handler.Deferred.onSettled;

import io.kazoo.Acl;
import io.kazoo.AsyncResult;
import io.kazoo.CreateMode;
import io.kazoo.ZnodePaths;
import io.kazoo.core.protocol.Create;
import io.kazoo.core.protocol.Exists;
import io.kazoo.core.protocol.Operation;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.exceptions.NodeExistsException;
import io.kazoo.handler.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes nodes with everything above them. Paths are those of the server, with the chroot, which is made too. */
final class NodeTrees {
    /** Parents that vanish as fast as they are made end in the error, not in a loop. */
    private static final int TRIES = 5;

    private final Root root;
    private final Lane lane;

    NodeTrees(Root root, Lane lane) {
        this.root = root;
        this.lane = lane;
    }

    /** Creates; if that fails for want of a parent, makes all parents and creates again. */
    <R> AsyncResult<R> withParents(Operation<R> create, List<Acl> acls) {
        Composed<R> result = new Composed<>(lane);
        createOrParents(result, create, acls, TRIES);
        return result;
    }

    @SuppressWarnings("NullAway") // the value is there if there is no failure
    private <R> void createOrParents(Composed<R> result, Operation<R> create, List<Acl> acls, int tries) {
        onSettled(result.step(root.submit(lane, create)), (value, failure) -> {
            if (failure == null) {
                result.succeed(value);
            } else if (!(failure instanceof NoNodeException) || tries == 1 || result.isDone()) {
                result.fail(failure);
            } else {
                String parent = ZnodePaths.parent(Objects.requireNonNull(create.path()));
                onSettled(result.step(ensure(parent, acls)), (existed, noParent) -> {
                    if (noParent == null) {
                        createOrParents(result, create, acls, tries - 1);
                    } else {
                        result.fail(noParent);
                    }
                });
            }
        });
    }

    /** Makes sure that a node exists; the value tells whether it did before. */
    AsyncResult<Boolean> ensure(String path, List<Acl> acls) {
        Composed<Boolean> result = new Composed<>(lane);
        onSettled(result.step(root.submit(lane, new Exists(path, false))), (stat, failure) -> {
            if (failure != null) {
                result.fail(failure);
            } else if (stat != null && stat.isPresent()) {
                result.succeed(true);
            } else {
                createAll(result, path, acls);
            }
        });
        return result;
    }

    /**
     * Creates the node and all above it in one go, top first. That a node above exists, or may not be touched, matters
     * only if the last one fails for want of it.
     */
    private void createAll(Composed<Boolean> result, String path, List<Acl> acls) {
        List<AsyncResult<String>> above = new ArrayList<>();
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            above.add(result.step(create(path.substring(0, slash), acls)));
        }
        onSettled(result.step(create(path, acls)), (created, failure) -> {
            if (failure == null) {
                result.succeed(false);
            } else if (failure instanceof NodeExistsException) {
                result.succeed(true);
            } else {
                result.fail(failure instanceof NoNodeException ? reason(above, failure) : failure);
            }
        });
    }

    private static Throwable reason(List<AsyncResult<String>> above, Throwable last) {
        for (AsyncResult<String> each : above) {
            @Nullable Throwable failure = each.failure();
            if (failure != null && !(failure instanceof NodeExistsException)) {
                return failure;
            }
        }
        return last;
    }

    private AsyncResult<String> create(String path, List<Acl> acls) {
        return root.submit(lane, new Create(path, new byte[0], acls, CreateMode.PERSISTENT, ""));
    }
}
