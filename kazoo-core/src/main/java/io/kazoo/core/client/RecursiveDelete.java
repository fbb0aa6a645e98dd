package io.kazoo.core.client;

import static io.kazoo.handler.Deferred.onSettled;

import io.kazoo.AsyncResult;
import io.kazoo.core.protocol.Delete;
import io.kazoo.core.protocol.GetChildren;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.exceptions.NotEmptyException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Lane;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a node and all below it, children before parents, many at once but never more than a window, so that a large
 * tree does not fill the client's queue. All state belongs to whoever is
 * inside the combiner.
 */
final class RecursiveDelete {
    private static final int WINDOW = 256;

    private final Root namespace;
    private final Lane lane;
    private final Deferred<@Nullable Void> result;
    private final Node root;

    /** The deepest first: that keeps the list short. */
    private final Deque<Node> waiting = new ArrayDeque<>();

    private int active;

    private static final class Node {
        final String path;
        final @Nullable Node parent;
        int children;

        Node(String path, @Nullable Node parent) {
            this.path = path;
            this.parent = parent;
        }
    }

    RecursiveDelete(Root namespace, Lane lane, String path) {
        this.namespace = namespace;
        this.lane = lane;
        this.result = new Deferred<>(lane);
        this.root = new Node(path, null);
    }

    AsyncResult<@Nullable Void> start() {
        namespace.core.driver.combiner.execute(() -> visit(root));
        return result;
    }

    private void visit(Node node) {
        waiting.push(node);
        pump();
    }

    private void pump() {
        while (active < WINDOW && !waiting.isEmpty() && !result.isDone()) {
            Node node = waiting.pop();
            active++;
            onSettled(
                    namespace.submit(lane, new GetChildren(node.path, false)),
                    (children, failure) -> listed(node, children, failure));
        }
    }

    private void listed(Node node, @Nullable List<String> children, @Nullable Throwable failure) {
        active--;
        if (failure instanceof NoNodeException) {
            gone(node);
        } else if (failure != null) {
            result.fail(failure);
        } else if (children == null || children.isEmpty()) {
            delete(node);
        } else {
            node.children = children.size();
            String prefix = node.path.equals("/") ? "/" : node.path + "/";
            children.forEach(child -> waiting.push(new Node(prefix + child, node)));
        }
        pump();
    }

    private void delete(Node node) {
        if (result.isDone()) {
            return; // cancelled: what is left stays
        }
        active++;
        onSettled(namespace.submit(lane, new Delete(node.path, -1)), (done, failure) -> {
            active--;
            if (failure == null || failure instanceof NoNodeException) {
                gone(node);
            } else if (failure instanceof NotEmptyException) {
                waiting.push(node); // somebody has added a child: once more
            } else {
                result.fail(failure);
            }
            pump();
        });
    }

    private void gone(Node node) {
        Node parent = node.parent;
        if (parent == null) {
            result.succeed(null);
        } else if (--parent.children == 0) {
            delete(parent);
        }
    }
}
