package io.kazoo.handler.vertx;

import io.kazoo.Acl;
import io.kazoo.AsyncKazooClient;
import io.kazoo.AsyncResult;
import io.kazoo.CreateOptions;
import io.kazoo.CreatedNode;
import io.kazoo.Id;
import io.kazoo.NodeAcls;
import io.kazoo.NodeChildren;
import io.kazoo.NodeData;
import io.kazoo.NodeRead;
import io.kazoo.NodeReadResult;
import io.kazoo.WatchMode;
import io.kazoo.WatchType;
import io.kazoo.Watcher;
import io.kazoo.ZnodeStat;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operations, one line each. */
abstract class FutureOperations implements KazooVertxClient {
    /**
     * Calls a method of the asynchronous face whose result and events arrive on the caller's context.
     *
     * @param name of the method, for tracers and metrics
     * @param path it concerns, or null
     */
    abstract <T> Future<T> call(
            String name, @Nullable String path, Function<AsyncKazooClient, ? extends AsyncResult<? extends T>> call);

    @Override
    public Future<String> create(String path, byte @Nullable [] data, CreateOptions options) {
        return call("create", path, view -> view.create(path, data, options));
    }

    @Override
    public Future<CreatedNode> createWithStat(String path, byte @Nullable [] data, CreateOptions options) {
        return call("createWithStat", path, view -> view.createWithStat(path, data, options));
    }

    @Override
    public Future<Boolean> ensurePath(String path, @Nullable List<Acl> acls) {
        return call("ensurePath", path, view -> view.ensurePath(path, acls));
    }

    @Override
    public Future<Optional<ZnodeStat>> exists(String path, @Nullable Watcher watcher) {
        return call("exists", path, view -> view.exists(path, watcher));
    }

    @Override
    public Future<NodeData> get(String path, @Nullable Watcher watcher) {
        return call("get", path, view -> view.get(path, watcher));
    }

    @Override
    public Future<List<String>> getChildren(String path, @Nullable Watcher watcher) {
        return call("getChildren", path, view -> view.getChildren(path, watcher));
    }

    @Override
    public Future<NodeChildren> getChildrenWithStat(String path, @Nullable Watcher watcher) {
        return call("getChildrenWithStat", path, view -> view.getChildrenWithStat(path, watcher));
    }

    @Override
    public Future<ZnodeStat> set(String path, byte @Nullable [] data, int version) {
        return call("set", path, view -> view.set(path, data, version));
    }

    @Override
    public Future<Void> delete(String path, int version) {
        return call("delete", path, view -> view.delete(path, version));
    }

    @Override
    public Future<Void> deleteRecursive(String path) {
        return call("deleteRecursive", path, view -> view.deleteRecursive(path));
    }

    @Override
    public Future<NodeAcls> getAcls(String path) {
        return call("getAcls", path, view -> view.getAcls(path));
    }

    @Override
    public Future<ZnodeStat> setAcls(String path, List<Acl> acls, int version) {
        return call("setAcls", path, view -> view.setAcls(path, acls, version));
    }

    @Override
    public Future<String> sync(String path) {
        return call("sync", path, view -> view.sync(path));
    }

    @Override
    public Future<Void> setAclsRecursive(String path, List<Acl> acls) {
        return call("setAclsRecursive", path, view -> view.setAclsRecursive(path, acls));
    }

    @Override
    public Future<List<NodeReadResult>> multiRead(List<NodeRead> reads) {
        return call("multiRead", null, view -> view.multiRead(reads));
    }

    @Override
    public Future<List<String>> getEphemerals(String path) {
        return call("getEphemerals", path, view -> view.getEphemerals(path));
    }

    @Override
    public Future<Integer> getAllChildrenNumber(String path) {
        return call("getAllChildrenNumber", path, view -> view.getAllChildrenNumber(path));
    }

    @Override
    public Future<Void> addWatch(String path, WatchMode mode, Watcher watcher) {
        return call("addWatch", path, view -> view.addWatch(path, mode, watcher));
    }

    @Override
    public Future<Boolean> removeWatch(String path, WatchType type, Watcher watcher) {
        return call("removeWatch", path, view -> view.removeWatch(path, type, watcher));
    }

    @Override
    public Future<Boolean> removeAllWatches(String path, WatchType type) {
        return call("removeAllWatches", path, view -> view.removeAllWatches(path, type));
    }

    @Override
    public Future<Boolean> checkWatches(String path, WatchType type) {
        return call("checkWatches", path, view -> view.checkWatches(path, type));
    }

    @Override
    public Future<NodeData> getConfig(@Nullable Watcher watcher) {
        return call("getConfig", null, view -> view.getConfig(watcher));
    }

    @Override
    public Future<NodeData> reconfig(
            @Nullable String joining, @Nullable String leaving, @Nullable String newMembers, long fromConfig) {
        return call("reconfig", null, view -> view.reconfig(joining, leaving, newMembers, fromConfig));
    }

    @Override
    public Future<List<Id>> whoAmI() {
        return call("whoAmI", null, AsyncKazooClient::whoAmI);
    }
}
