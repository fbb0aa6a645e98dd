package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;

import io.kazoo.Acl;
import io.kazoo.AsyncNodeOperations;
import io.kazoo.CreateOptions;
import io.kazoo.CreatedNode;
import io.kazoo.NodeAcls;
import io.kazoo.NodeChildren;
import io.kazoo.NodeData;
import io.kazoo.NodeOperations;
import io.kazoo.NodeRead;
import io.kazoo.NodeReadResult;
import io.kazoo.Watcher;
import io.kazoo.ZnodeStat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The asynchronous operations, each waited for. */
record AsyncFace(AsyncNodeOperations async) implements NodeOperations {
    @Override
    public String create(String path, byte @Nullable [] data, CreateOptions options) {
        return async.create(path, data, options).get(LIMIT);
    }

    @Override
    public CreatedNode createWithStat(String path, byte @Nullable [] data, CreateOptions options) {
        return async.createWithStat(path, data, options).get(LIMIT);
    }

    @Override
    public boolean ensurePath(String path, @Nullable List<Acl> acls) {
        return async.ensurePath(path, acls).get(LIMIT);
    }

    @Override
    public Optional<ZnodeStat> exists(String path, @Nullable Watcher watcher) {
        return async.exists(path, watcher).get(LIMIT);
    }

    @Override
    public NodeData get(String path, @Nullable Watcher watcher) {
        return async.get(path, watcher).get(LIMIT);
    }

    @Override
    public List<String> getChildren(String path, @Nullable Watcher watcher) {
        return async.getChildren(path, watcher).get(LIMIT);
    }

    @Override
    public NodeChildren getChildrenWithStat(String path, @Nullable Watcher watcher) {
        return async.getChildrenWithStat(path, watcher).get(LIMIT);
    }

    @Override
    public ZnodeStat set(String path, byte @Nullable [] data, int version) {
        return async.set(path, data, version).get(LIMIT);
    }

    @Override
    public void delete(String path, int version) {
        async.delete(path, version).get(LIMIT);
    }

    @Override
    public void deleteRecursive(String path) {
        async.deleteRecursive(path).get(LIMIT);
    }

    @Override
    public NodeAcls getAcls(String path) {
        return async.getAcls(path).get(LIMIT);
    }

    @Override
    public ZnodeStat setAcls(String path, List<Acl> acls, int version) {
        return async.setAcls(path, acls, version).get(LIMIT);
    }

    @Override
    public String sync(String path) {
        return async.sync(path).get(LIMIT);
    }

    @Override
    public void setAclsRecursive(String path, List<Acl> acls) {
        async.setAclsRecursive(path, acls).get(LIMIT);
    }

    @Override
    public List<NodeReadResult> multiRead(List<NodeRead> reads) {
        return async.multiRead(reads).get(LIMIT);
    }

    @Override
    public List<String> getEphemerals(String path) {
        return async.getEphemerals(path).get(LIMIT);
    }

    @Override
    public int getAllChildrenNumber(String path) {
        return async.getAllChildrenNumber(path).get(LIMIT);
    }
}
