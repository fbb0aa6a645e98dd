package io.kazoo.core.client;

import static io.kazoo.handler.Deferred.onSettled;

import io.kazoo.Acl;
import io.kazoo.AsyncResult;
import io.kazoo.core.protocol.GetChildren;
import io.kazoo.core.protocol.SetAcl;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Lane;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sets the access control lists of a node and all below it, many at once but never more than a window. The children of a
 * node are listed before its list is set, which may take the right to do so away. All state belongs to whoever is inside
 * the combiner.
 */
final class RecursiveAcls {
    private static final int WINDOW = 256;

    private final Root root;
    private final Lane lane;
    private final String top;
    private final List<Acl> acls;
    private final Deferred<@Nullable Void> result;

    /** The deepest first: that keeps the list short. */
    private final Deque<String> waiting = new ArrayDeque<>();

    private int active;

    RecursiveAcls(Root root, Lane lane, String top, List<Acl> acls) {
        this.root = root;
        this.lane = lane;
        this.top = top;
        this.acls = acls;
        this.result = new Deferred<>(lane);
    }

    AsyncResult<@Nullable Void> start() {
        waiting.push(top);
        root.core.driver.combiner.execute(this::pump);
        return result;
    }

    private void pump() {
        while (active < WINDOW && !waiting.isEmpty() && !result.isDone()) {
            String path = waiting.pop();
            active++;
            onSettled(
                    root.submit(lane, new GetChildren(path, false)),
                    (children, failure) -> listed(path, children, failure));
        }
        if (active == 0 && waiting.isEmpty()) {
            result.succeed(null);
        }
    }

    private void listed(String path, @Nullable List<String> children, @Nullable Throwable failure) {
        if (children == null || result.isDone()) {
            done(path, failure);
            return;
        }
        String prefix = path.equals("/") ? "/" : path + "/";
        children.forEach(child -> waiting.push(prefix + child));
        onSettled(root.submit(lane, new SetAcl(path, acls, -1)), (stat, refused) -> done(path, refused));
    }

    /** What has vanished needs no list, unless it was what the caller named. */
    private void done(String path, @Nullable Throwable failure) {
        active--;
        if (failure != null && (!(failure instanceof NoNodeException) || path.equals(top))) {
            result.fail(failure);
        }
        pump();
    }
}
