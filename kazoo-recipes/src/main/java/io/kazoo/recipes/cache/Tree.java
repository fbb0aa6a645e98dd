package io.kazoo.recipes.cache;

import io.kazoo.NodeData;
import io.kazoo.ZnodePaths;
import io.kazoo.ZnodeStat;
import io.kazoo.recipes.support.RecipePaths;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The nodes below a root. One thread writes, any may read meanwhile. Knows nothing of servers. */
final class Tree {
    static final NodeData NOTHING = new NodeData(null, new ZnodeStat(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));

    private final String root;
    private volatile @Nullable TreeNode top;

    /** What a read means to what is known. */
    enum Outcome {
        /** It is new. */
        ADDED,
        /** Its data was written. */
        UPDATED,
        /** Nothing that is told: metadata at the most. */
        SAME,
        /** Its parent is not known: it was not put in. */
        NO_PARENT
    }

    Tree(String root) {
        this.root = root;
    }

    String root() {
        return root;
    }

    /**
     * Tells how deep a path is below the root.
     *
     * @return 0 for the root, -1 outside
     */
    int depthOf(String path) {
        if (path.equals(root)) {
            return 0;
        }
        String prefix = root.equals("/") ? root : root + "/";
        if (!path.startsWith(prefix)) {
            return -1;
        }
        int depth = 1;
        for (int slash = path.indexOf('/', prefix.length()); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            depth++;
        }
        return depth;
    }

    /** Returns a node, null if it is not there or outside. On any thread. */
    @Nullable
    TreeNode find(String path) {
        if (depthOf(path) < 0) {
            return null;
        }
        TreeNode node = top;
        int start = root.equals("/") ? 1 : root.length() + 1;
        while (node != null && start < path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            ChildSet children = node.children;
            node = children == null ? null : children.get(path.substring(start, end));
            start = end + 1;
        }
        return node;
    }

    /** Puts in what was read. */
    Outcome put(String path, NodeData read) {
        TreeNode parent = path.equals(root) ? null : find(ZnodePaths.parent(path));
        if (parent == null && !path.equals(root)) {
            return Outcome.NO_PARENT;
        }
        TreeNode old = find(path);
        if (parent == null) {
            top = new TreeNode("", read, old == null ? null : old.children);
        } else {
            ChildSet siblings = parent.children;
            if (siblings == null) {
                siblings = new ChildSet();
                parent.children = siblings;
            }
            String name = old == null ? ZnodePaths.baseName(path) : old.name;
            siblings.put(new TreeNode(name, read, old == null ? null : old.children));
        }
        if (old == null) {
            return Outcome.ADDED;
        }
        return old.mzxid == read.stat().mzxid() ? Outcome.SAME : Outcome.UPDATED;
    }

    /** Takes a node and all below it out; children are told before their parents. */
    void remove(String path, BiConsumer<String, TreeNode> removed) {
        TreeNode node = find(path);
        if (node == null) {
            return;
        }
        List<Located> all = parentsFirst(path, node);
        Collections.reverse(all);
        all.forEach(each -> removed.accept(each.path, each.node));
        if (path.equals(root)) {
            top = null;
        } else {
            TreeNode parent = Objects.requireNonNull(find(ZnodePaths.parent(path)));
            ChildSet siblings = Objects.requireNonNull(parent.children);
            siblings.remove(ZnodePaths.baseName(path));
            if (siblings.isEmpty()) {
                parent.children = null;
            }
        }
    }

    /** Visits all nodes, parents before their children. */
    void forEach(BiConsumer<String, TreeNode> visitor) {
        TreeNode node = top;
        if (node != null) {
            parentsFirst(root, node).forEach(each -> visitor.accept(each.path, each.node));
        }
    }

    void clear() {
        top = null;
    }

    /** Where a node is. */
    private record Located(String path, TreeNode node) {}

    /** Without recursion: a path may have more parts than a stack has frames. */
    private static List<Located> parentsFirst(String path, TreeNode top) {
        List<Located> ordered = new ArrayList<>();
        Deque<Located> open = new ArrayDeque<>();
        open.push(new Located(path, top));
        while (!open.isEmpty()) {
            Located next = open.pop();
            ordered.add(next);
            ChildSet children = next.node.children;
            if (children != null) {
                children.forEach(child -> open.push(new Located(RecipePaths.child(next.path, child.name), child)));
            }
        }
        return ordered;
    }
}
