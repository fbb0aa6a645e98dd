package io.kazoo.core.client;

import io.kazoo.Acl;
import io.kazoo.CreateOptions;
import io.kazoo.CreatedNode;
import io.kazoo.EnsembleOperations;
import io.kazoo.Id;
import io.kazoo.NodeAcls;
import io.kazoo.NodeChildren;
import io.kazoo.NodeData;
import io.kazoo.NodeOperations;
import io.kazoo.NodeRead;
import io.kazoo.NodeReadResult;
import io.kazoo.WatchMode;
import io.kazoo.WatchOperations;
import io.kazoo.WatchType;
import io.kazoo.Watcher;
import io.kazoo.ZnodeStat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations, blocking: each waits for its asynchronous twin, and refuses to on a thread that must not block. */
abstract class BlockingOperations implements NodeOperations, WatchOperations, EnsembleOperations {
    /** Returns the asynchronous face for a blocking call of a name, before anything is sent. */
    abstract AsyncClient blocking(String call);

    @Override
    public String create(String path, byte @Nullable [] data, CreateOptions options) {
        return blocking("create").create(path, data, options).get();
    }

    @Override
    public CreatedNode createWithStat(String path, byte @Nullable [] data, CreateOptions options) {
        return blocking("createWithStat").createWithStat(path, data, options).get();
    }

    @Override
    public boolean ensurePath(String path, @Nullable List<Acl> acls) {
        return blocking("ensurePath").ensurePath(path, acls).get();
    }

    @Override
    public Optional<ZnodeStat> exists(String path, @Nullable Watcher watcher) {
        return blocking("exists").exists(path, watcher).get();
    }

    @Override
    public NodeData get(String path, @Nullable Watcher watcher) {
        return blocking("get").get(path, watcher).get();
    }

    @Override
    public List<String> getChildren(String path, @Nullable Watcher watcher) {
        return blocking("getChildren").getChildren(path, watcher).get();
    }

    @Override
    public NodeChildren getChildrenWithStat(String path, @Nullable Watcher watcher) {
        return blocking("getChildrenWithStat")
                .getChildrenWithStat(path, watcher)
                .get();
    }

    @Override
    public ZnodeStat set(String path, byte @Nullable [] data, int version) {
        return blocking("set").set(path, data, version).get();
    }

    @Override
    public void delete(String path, int version) {
        blocking("delete").delete(path, version).get();
    }

    @Override
    public void deleteRecursive(String path) {
        blocking("deleteRecursive").deleteRecursive(path).get();
    }

    @Override
    public NodeAcls getAcls(String path) {
        return blocking("getAcls").getAcls(path).get();
    }

    @Override
    public ZnodeStat setAcls(String path, List<Acl> acls, int version) {
        return blocking("setAcls").setAcls(path, acls, version).get();
    }

    @Override
    public String sync(String path) {
        return blocking("sync").sync(path).get();
    }

    @Override
    public void setAclsRecursive(String path, List<Acl> acls) {
        blocking("setAclsRecursive").setAclsRecursive(path, acls).get();
    }

    @Override
    public List<NodeReadResult> multiRead(List<NodeRead> reads) {
        return blocking("multiRead").multiRead(reads).get();
    }

    @Override
    public List<String> getEphemerals(String path) {
        return blocking("getEphemerals").getEphemerals(path).get();
    }

    @Override
    public int getAllChildrenNumber(String path) {
        return blocking("getAllChildrenNumber").getAllChildrenNumber(path).get();
    }

    @Override
    public void addWatch(String path, WatchMode mode, Watcher watcher) {
        blocking("addWatch").addWatch(path, mode, watcher).get();
    }

    @Override
    public boolean removeWatch(String path, WatchType type, Watcher watcher) {
        return blocking("removeWatch").removeWatch(path, type, watcher).get();
    }

    @Override
    public boolean removeAllWatches(String path, WatchType type) {
        return blocking("removeAllWatches").removeAllWatches(path, type).get();
    }

    @Override
    public boolean checkWatches(String path, WatchType type) {
        return blocking("checkWatches").checkWatches(path, type).get();
    }

    @Override
    public NodeData getConfig(@Nullable Watcher watcher) {
        return blocking("getConfig").getConfig(watcher).get();
    }

    @Override
    public NodeData reconfig(
            @Nullable String joining, @Nullable String leaving, @Nullable String newMembers, long fromConfig) {
        return blocking("reconfig")
                .reconfig(joining, leaving, newMembers, fromConfig)
                .get();
    }

    @Override
    public List<Id> whoAmI() {
        return blocking("whoAmI").whoAmI().get();
    }
}
