package io.kazoo.core.client;

import io.kazoo.Acl;
import io.kazoo.AsyncEnsembleOperations;
import io.kazoo.AsyncNodeOperations;
import io.kazoo.AsyncResult;
import io.kazoo.AsyncWatchOperations;
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
import io.kazoo.core.protocol.AddWatch;
import io.kazoo.core.protocol.CheckWatches;
import io.kazoo.core.protocol.Delete;
import io.kazoo.core.protocol.Exists;
import io.kazoo.core.protocol.GetAcl;
import io.kazoo.core.protocol.GetAllChildrenNumber;
import io.kazoo.core.protocol.GetChildren;
import io.kazoo.core.protocol.GetChildren2;
import io.kazoo.core.protocol.GetData;
import io.kazoo.core.protocol.GetEphemerals;
import io.kazoo.core.protocol.Operation;
import io.kazoo.core.protocol.Reconfig;
import io.kazoo.core.protocol.SetAcl;
import io.kazoo.core.protocol.SetData;
import io.kazoo.core.protocol.Sync;
import io.kazoo.core.protocol.WhoAmI;
import io.kazoo.core.session.WatchTarget;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Lane;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations, asynchronous; what needs several requests is composed of them elsewhere. */
abstract class AsyncOperations implements AsyncNodeOperations, AsyncWatchOperations, AsyncEnsembleOperations {
    private static final String CONFIG = "/zookeeper/config";

    final ClientCore core;
    final Root root;
    final Lane completion;
    final Lane watch;
    private final NodeTrees trees;

    AsyncOperations(Root root, Lane completion, Lane watch) {
        this.core = root.core;
        this.root = root;
        this.completion = completion;
        this.watch = watch;
        this.trees = new NodeTrees(root, completion);
    }

    @Override
    public AsyncResult<String> create(String path, byte @Nullable [] data, CreateOptions options) {
        return create(root.create(path, data, options), options);
    }

    @Override
    public AsyncResult<CreatedNode> createWithStat(String path, byte @Nullable [] data, CreateOptions options) {
        return create(root.createWithStat(path, data, options), options);
    }

    private <R> AsyncResult<R> create(Operation<R> create, CreateOptions options) {
        return options.parents()
                ? trees.withParents(create, root.acls(options.acls()))
                : root.submit(completion, create);
    }

    @Override
    public AsyncResult<Boolean> ensurePath(String path, @Nullable List<Acl> acls) {
        return trees.ensure(root.full(path), root.acls(acls));
    }

    @Override
    public AsyncResult<Optional<ZnodeStat>> exists(String path, @Nullable Watcher watcher) {
        return root.submit(completion, new Exists(root.full(path), watcher != null), root.target(watcher, watch));
    }

    @Override
    public AsyncResult<NodeData> get(String path, @Nullable Watcher watcher) {
        return root.submit(completion, new GetData(root.full(path), watcher != null), root.target(watcher, watch));
    }

    @Override
    public AsyncResult<List<String>> getChildren(String path, @Nullable Watcher watcher) {
        return root.submit(completion, new GetChildren(root.full(path), watcher != null), root.target(watcher, watch));
    }

    @Override
    public AsyncResult<NodeChildren> getChildrenWithStat(String path, @Nullable Watcher watcher) {
        return root.submit(completion, new GetChildren2(root.full(path), watcher != null), root.target(watcher, watch));
    }

    @Override
    public AsyncResult<ZnodeStat> set(String path, byte @Nullable [] data, int version) {
        return root.submit(completion, new SetData(root.full(path), data, version));
    }

    @Override
    public AsyncResult<@Nullable Void> delete(String path, int version) {
        return root.submit(completion, new Delete(root.full(path), version));
    }

    @Override
    public AsyncResult<@Nullable Void> deleteRecursive(String path) {
        return new RecursiveDelete(root, completion, root.full(path)).start();
    }

    @Override
    public AsyncResult<NodeAcls> getAcls(String path) {
        return root.submit(completion, new GetAcl(root.full(path)));
    }

    @Override
    public AsyncResult<ZnodeStat> setAcls(String path, List<Acl> acls, int version) {
        return root.submit(completion, new SetAcl(root.full(path), List.copyOf(acls), version));
    }

    @Override
    public AsyncResult<String> sync(String path) {
        return root.submit(completion, new Sync(root.full(path), root.chroot));
    }

    @Override
    public AsyncResult<@Nullable Void> setAclsRecursive(String path, List<Acl> acls) {
        return new RecursiveAcls(root, completion, root.full(path), List.copyOf(acls)).start();
    }

    @Override
    public AsyncResult<List<NodeReadResult>> multiRead(List<NodeRead> reads) {
        if (reads.isEmpty()) {
            Deferred<List<NodeReadResult>> nothing = new Deferred<>(completion);
            nothing.succeed(List.of());
            return nothing;
        }
        return root.submit(completion, root.multiRead(reads));
    }

    @Override
    public AsyncResult<List<String>> getEphemerals(String path) {
        return root.submit(completion, new GetEphemerals(root.full(path), root.chroot));
    }

    @Override
    public AsyncResult<Integer> getAllChildrenNumber(String path) {
        return root.submit(completion, new GetAllChildrenNumber(root.full(path)));
    }

    @Override
    public AsyncResult<@Nullable Void> addWatch(String path, WatchMode mode, Watcher watcher) {
        WatchTarget target = root.target(Objects.requireNonNull(watcher, "watcher"), watch);
        return root.submit(completion, new AddWatch(root.full(path), Objects.requireNonNull(mode, "mode")), target);
    }

    @Override
    public AsyncResult<Boolean> removeWatch(String path, WatchType type, Watcher watcher) {
        WatchTarget target = root.target(Objects.requireNonNull(watcher, "watcher"), watch);
        return core.removeWatch(completion, root.full(path), Objects.requireNonNull(type, "type"), target);
    }

    @Override
    public AsyncResult<Boolean> removeAllWatches(String path, WatchType type) {
        return core.removeWatch(completion, root.full(path), Objects.requireNonNull(type, "type"), null);
    }

    @Override
    public AsyncResult<Boolean> checkWatches(String path, WatchType type) {
        return root.submit(completion, new CheckWatches(root.full(path), Objects.requireNonNull(type, "type")));
    }

    @Override
    public AsyncResult<NodeData> getConfig(@Nullable Watcher watcher) {
        return root.submit(completion, new GetData(CONFIG, watcher != null), Root.outside(watcher, watch));
    }

    @Override
    public AsyncResult<NodeData> reconfig(
            @Nullable String joining, @Nullable String leaving, @Nullable String newMembers, long fromConfig) {
        return root.submit(completion, new Reconfig(joining, leaving, newMembers, fromConfig));
    }

    @Override
    public AsyncResult<List<Id>> whoAmI() {
        return root.submit(completion, new WhoAmI());
    }
}
