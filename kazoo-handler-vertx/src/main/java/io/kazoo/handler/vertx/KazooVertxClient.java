package io.kazoo.handler.vertx;

import io.kazoo.Acl;
import io.kazoo.AsyncKazooClient;
import io.kazoo.AsyncResult;
import io.kazoo.AuthData;
import io.kazoo.ClientId;
import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import io.kazoo.CreatedNode;
import io.kazoo.EnsembleOperations;
import io.kazoo.Id;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.NodeAcls;
import io.kazoo.NodeChildren;
import io.kazoo.NodeData;
import io.kazoo.NodeOperations;
import io.kazoo.NodeRead;
import io.kazoo.NodeReadResult;
import io.kazoo.RetryPolicy;
import io.kazoo.StateListener;
import io.kazoo.TransactionResult;
import io.kazoo.WatchMode;
import io.kazoo.WatchOperations;
import io.kazoo.WatchType;
import io.kazoo.Watcher;
import io.kazoo.ZnodeStat;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client with the results that users of Vert.x expect: the twin of {@link AsyncKazooClient}, method by method. Made by
 * {@link KazooVertx}.
 *
 * <p>Every future is completed, and every watcher and listener is called, on the context on which its method was called.
 * On one context everything arrives in the order in which the server sent it: a watch event comes before the reply that
 * reveals the new state. Nothing blocks and nothing is thrown: what is wrong with an argument fails the future.
 *
 * <p>Failures are those of the other faces, unwrapped: {@link io.kazoo.exceptions.NoNodeException} and so on.
 */
public interface KazooVertxClient {
    /** Returns the client as recipes want it. Its blocking calls are refused on event loops. */
    KazooClient client();

    /** Returns the state of the session; see {@link KazooClient#state()}. */
    default KazooState state() {
        return client().state();
    }

    /**
     * Ends the session and gives everything back that belongs to the client. A shared client ends its session with the
     * last of those who share it. Called for the client when the verticle in which it was made is undeployed, or the Vertx
     * is closed.
     *
     * @return succeeds when the session is closed; the same future however often this is called
     */
    Future<Void> close();

    /** Makes the result of a recipe, or of anything else on this client, a future of the calling context. */
    <T> Future<T> future(AsyncResult<T> result);

    /**
     * Makes a stream of events on the calling context, to be handed over as a watcher, as often as one likes.
     *
     * @param capacity how many events may wait for a reader that is slow or has paused
     * @throws IllegalArgumentException if the capacity is less than 1
     */
    WatchStream watchStream(int capacity);

    /** Returns a view of this client below a node; see {@link KazooClient#chroot}. Closing it closes this client. */
    KazooVertxClient chroot(String path);

    /** Returns a view of this client with a time for each request; see {@link KazooClient#withTimeout}. */
    KazooVertxClient withTimeout(Duration timeout);

    /** Begins a transaction; see {@link KazooClient#transaction()}. */
    FutureTransaction transaction();

    /** See {@link KazooClient#transaction(Consumer)}; what the function throws is thrown. */
    default Future<List<TransactionResult>> transaction(Consumer<? super FutureTransaction> steps) {
        FutureTransaction transaction = transaction();
        steps.accept(transaction);
        return transaction.commit();
    }

    /** See {@link AsyncKazooClient#start()}. */
    Future<Void> start();

    /** See {@link AsyncKazooClient#stop()}; a shared client stops for all who share it. */
    Future<Void> stop();

    /** See {@link AsyncKazooClient#detach()}. */
    Future<Optional<ClientId>> detach();

    /** See {@link AsyncKazooClient#restart()}. */
    Future<Void> restart();

    /** See {@link AsyncKazooClient#addListener}. */
    void addListener(StateListener listener);

    /** See {@link AsyncKazooClient#removeListener}. */
    void removeListener(StateListener listener);

    /** See {@link AsyncKazooClient#addAuth}. */
    Future<Void> addAuth(AuthData auth);

    /** See {@link AsyncKazooClient#retry(Supplier)}; the operation is called on the calling context. */
    <T> Future<T> retry(Supplier<Future<T>> operation);

    /** As {@link #retry(Supplier)}, with a policy. */
    <T> Future<T> retry(RetryPolicy policy, Supplier<Future<T>> operation);

    /** See {@link AsyncKazooClient#command}. */
    Future<String> command(String command);

    /** See {@link AsyncKazooClient#serverVersion()}. */
    Future<String> serverVersion();

    /** See {@link AsyncKazooClient#createProtected}; here nobody can cancel it. */
    Future<String> createProtected(String path, byte @Nullable [] data, CreateOptions options);

    /** See {@link AsyncKazooClient#deleteGuaranteed}. */
    Future<Void> deleteGuaranteed(String path);

    /** See {@link NodeOperations#create(String)}. */
    default Future<String> create(String path) {
        return create(path, new byte[0]);
    }

    /** See {@link NodeOperations#create(String, byte[])}. */
    default Future<String> create(String path, byte @Nullable [] data) {
        return create(path, data, CreateMode.PERSISTENT);
    }

    /** See {@link NodeOperations#create(String, byte[], CreateMode)}. */
    default Future<String> create(String path, byte @Nullable [] data, CreateMode mode) {
        return create(path, data, CreateOptions.of(mode));
    }

    /** See {@link NodeOperations#create(String, byte[], CreateOptions)}. */
    Future<String> create(String path, byte @Nullable [] data, CreateOptions options);

    /** See {@link NodeOperations#createWithStat(String, byte[], CreateOptions)}. */
    Future<CreatedNode> createWithStat(String path, byte @Nullable [] data, CreateOptions options);

    /** See {@link NodeOperations#ensurePath(String)}. */
    default Future<Boolean> ensurePath(String path) {
        return ensurePath(path, null);
    }

    /** See {@link NodeOperations#ensurePath(String, List)}. */
    Future<Boolean> ensurePath(String path, @Nullable List<Acl> acls);

    /** See {@link NodeOperations#exists(String)}. */
    default Future<Optional<ZnodeStat>> exists(String path) {
        return exists(path, null);
    }

    /** See {@link NodeOperations#exists(String, Watcher)}. */
    Future<Optional<ZnodeStat>> exists(String path, @Nullable Watcher watcher);

    /** See {@link NodeOperations#get(String)}. */
    default Future<NodeData> get(String path) {
        return get(path, null);
    }

    /** See {@link NodeOperations#get(String, Watcher)}. */
    Future<NodeData> get(String path, @Nullable Watcher watcher);

    /** See {@link NodeOperations#getChildren(String)}. */
    default Future<List<String>> getChildren(String path) {
        return getChildren(path, null);
    }

    /** See {@link NodeOperations#getChildren(String, Watcher)}. */
    Future<List<String>> getChildren(String path, @Nullable Watcher watcher);

    /** See {@link NodeOperations#getChildrenWithStat(String)}. */
    default Future<NodeChildren> getChildrenWithStat(String path) {
        return getChildrenWithStat(path, null);
    }

    /** See {@link NodeOperations#getChildrenWithStat(String, Watcher)}. */
    Future<NodeChildren> getChildrenWithStat(String path, @Nullable Watcher watcher);

    /** See {@link NodeOperations#set(String, byte[])}. */
    default Future<ZnodeStat> set(String path, byte @Nullable [] data) {
        return set(path, data, -1);
    }

    /** See {@link NodeOperations#set(String, byte[], int)}. */
    Future<ZnodeStat> set(String path, byte @Nullable [] data, int version);

    /** See {@link NodeOperations#delete(String)}. */
    default Future<Void> delete(String path) {
        return delete(path, -1);
    }

    /** See {@link NodeOperations#delete(String, int)}. */
    Future<Void> delete(String path, int version);

    /** See {@link NodeOperations#deleteRecursive(String)}. */
    Future<Void> deleteRecursive(String path);

    /** See {@link NodeOperations#getAcls(String)}. */
    Future<NodeAcls> getAcls(String path);

    /** See {@link NodeOperations#setAcls(String, List)}. */
    default Future<ZnodeStat> setAcls(String path, List<Acl> acls) {
        return setAcls(path, acls, -1);
    }

    /** See {@link NodeOperations#setAcls(String, List, int)}. */
    Future<ZnodeStat> setAcls(String path, List<Acl> acls, int version);

    /** See {@link NodeOperations#sync(String)}. */
    Future<String> sync(String path);

    /** See {@link NodeOperations#setAclsRecursive}. */
    Future<Void> setAclsRecursive(String path, List<Acl> acls);

    /** See {@link NodeOperations#multiRead}. */
    Future<List<NodeReadResult>> multiRead(List<NodeRead> reads);

    /** See {@link NodeOperations#getEphemerals}. */
    Future<List<String>> getEphemerals(String path);

    /** See {@link NodeOperations#getAllChildrenNumber}. */
    Future<Integer> getAllChildrenNumber(String path);

    /** See {@link WatchOperations#addWatch}. */
    Future<Void> addWatch(String path, WatchMode mode, Watcher watcher);

    /** See {@link WatchOperations#removeWatch}. */
    Future<Boolean> removeWatch(String path, WatchType type, Watcher watcher);

    /** See {@link WatchOperations#removeAllWatches}. */
    Future<Boolean> removeAllWatches(String path, WatchType type);

    /** See {@link WatchOperations#checkWatches}. */
    Future<Boolean> checkWatches(String path, WatchType type);

    /** See {@link EnsembleOperations#getConfig()}. */
    default Future<NodeData> getConfig() {
        return getConfig(null);
    }

    /** See {@link EnsembleOperations#getConfig(Watcher)}. */
    Future<NodeData> getConfig(@Nullable Watcher watcher);

    /** See {@link EnsembleOperations#reconfig}. */
    Future<NodeData> reconfig(
            @Nullable String joining, @Nullable String leaving, @Nullable String newMembers, long fromConfig);

    /** See {@link EnsembleOperations#whoAmI()}. */
    Future<List<Id>> whoAmI();
}
