package io.kazoo.testing.memory;

import io.kazoo.Acl;
import io.kazoo.ZnodePaths;
import io.kazoo.exceptions.ErrorCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The nodes. Changes are noted until they are taken with {@link #commit()}, or undone with {@link #rollback()}: a
 * transaction changes all or nothing. Whether a change is allowed is not asked here.
 */
final class Tree {
    static final String SYSTEM = "/zookeeper";

    private final Map<String, Znode> nodes = new HashMap<>();

    /** Paths by session, in the order in which they were created. */
    private final Map<Long, Set<String>> ephemerals = new LinkedHashMap<>();

    /** Containers, and nodes with a time to live. */
    private final Set<String> mortals = new LinkedHashSet<>();

    private final List<Change> changes = new ArrayList<>();
    private final Deque<Runnable> undo = new ArrayDeque<>();

    Tree() {
        nodes.put("/", new Znode(new byte[0], Acl.OPEN_ACL_UNSAFE, 0, 0, 0));
        plant(SYSTEM, Acl.OPEN_ACL_UNSAFE);
        plant(SYSTEM + "/quota", Acl.OPEN_ACL_UNSAFE);
        plant(SYSTEM + "/config", Acl.READ_ACL_UNSAFE);
    }

    /** The nodes of every server; they were not created by anybody. */
    private void plant(String path, List<Acl> acls) {
        nodes.put(path, new Znode(new byte[0], acls, 0, 0, 0));
        require(ZnodePaths.parent(path)).children.add(ZnodePaths.baseName(path));
    }

    /** Returns a node, or null. As in the server, the root has two names. */
    @Nullable
    Znode find(String path) {
        return nodes.get(path.isEmpty() ? "/" : path);
    }

    Znode require(String path) {
        Znode node = find(path);
        if (node == null) {
            throw new Refusal(ErrorCode.NO_NODE);
        }
        return node;
    }

    /** Returns how many nodes are below one. */
    int countBelow(String path) {
        if (path.equals("/")) {
            return nodes.size() - 1;
        }
        String prefix = path + "/";
        return (int)
                nodes.keySet().stream().filter(each -> each.startsWith(prefix)).count();
    }

    List<String> ephemeralsOf(long session) {
        return List.copyOf(ephemerals.getOrDefault(session, Set.of()));
    }

    /** Returns the containers and nodes with a time to live whose end has come. */
    List<String> over(long now) {
        return mortals.stream().filter(path -> require(path).isOver(now)).toList();
    }

    /** Returns the paths of all nodes but those of every server, in order. */
    List<String> paths() {
        return nodes.keySet().stream()
                .filter(path -> !path.equals("/") && !path.startsWith(SYSTEM))
                .sorted()
                .toList();
    }

    boolean hasMortals() {
        return !mortals.isEmpty();
    }

    void create(String path, Znode node) {
        Znode parent = require(ZnodePaths.parent(path));
        String name = ZnodePaths.baseName(path);
        int created = parent.created;
        long pzxid = parent.pzxid;
        nodes.put(path, node);
        parent.children.add(name);
        parent.created++;
        parent.pzxid = node.czxid;
        index(path, node);
        changes.add(new Change(Change.Kind.CREATED, path, node.acls, parent.acls));
        undo.push(() -> {
            nodes.remove(path);
            parent.children.remove(name);
            parent.created = created;
            parent.pzxid = pzxid;
            unindex(path, node);
        });
    }

    void delete(String path, long zxid) {
        Znode node = require(path);
        Znode parent = require(ZnodePaths.parent(path));
        String name = ZnodePaths.baseName(path);
        long pzxid = parent.pzxid;
        nodes.remove(path);
        parent.children.remove(name);
        parent.pzxid = zxid;
        unindex(path, node);
        changes.add(new Change(Change.Kind.DELETED, path, node.acls, parent.acls));
        undo.push(() -> {
            nodes.put(path, node);
            parent.children.add(name);
            parent.pzxid = pzxid;
            index(path, node);
        });
    }

    void setData(String path, byte @Nullable [] data, int version, long zxid, long now) {
        Znode node = require(path);
        byte[] oldData = node.data;
        int oldVersion = node.version;
        long oldZxid = node.mzxid;
        long oldTime = node.mtime;
        node.data = data;
        node.version = version;
        node.mzxid = zxid;
        node.mtime = now;
        changes.add(new Change(Change.Kind.CHANGED, path, node.acls, node.acls));
        undo.push(() -> {
            node.data = oldData;
            node.version = oldVersion;
            node.mzxid = oldZxid;
            node.mtime = oldTime;
        });
    }

    /** Keeps what was changed, and returns it in its order. */
    List<Change> commit() {
        List<Change> done = List.copyOf(changes);
        changes.clear();
        undo.clear();
        return done;
    }

    /** Undoes what was changed since the last commit. */
    void rollback() {
        undo.forEach(Runnable::run); // the newest first
        changes.clear();
        undo.clear();
    }

    private void index(String path, Znode node) {
        if (node.isEphemeral()) {
            ephemerals
                    .computeIfAbsent(node.owner, session -> new LinkedHashSet<>())
                    .add(path);
        } else if (node.owner != 0) {
            mortals.add(path);
        }
    }

    private void unindex(String path, Znode node) {
        if (node.isEphemeral()) {
            ephemerals.computeIfPresent(node.owner, (session, paths) -> {
                paths.remove(path);
                return paths.isEmpty() ? null : paths;
            });
        } else if (node.owner != 0) {
            mortals.remove(path);
        }
    }
}
