package io.kazoo;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with nodes, without waiting: the twin of {@link NodeOperations}, method by method. Nothing here
 * blocks and nothing is thrown but {@link IllegalArgumentException} and {@link NullPointerException} for arguments that
 * can never be right; everything else fails the result.
 *
 * <p>Requests of one thread are sent in the order of the calls, and the server applies them in that order.
 */
public interface AsyncNodeOperations {
    /** See {@link NodeOperations#create(String)}. */
    default AsyncResult<String> create(String path) {
        return create(path, new byte[0]);
    }

    /** See {@link NodeOperations#create(String, byte[])}. */
    default AsyncResult<String> create(String path, byte @Nullable [] data) {
        return create(path, data, CreateMode.PERSISTENT);
    }

    /** See {@link NodeOperations#create(String, byte[], CreateMode)}. */
    default AsyncResult<String> create(String path, byte @Nullable [] data, CreateMode mode) {
        return create(path, data, CreateOptions.of(mode));
    }

    /** See {@link NodeOperations#create(String, byte[], CreateOptions)}. */
    AsyncResult<String> create(String path, byte @Nullable [] data, CreateOptions options);

    /** See {@link NodeOperations#createWithStat(String, byte[], CreateOptions)}. */
    AsyncResult<CreatedNode> createWithStat(String path, byte @Nullable [] data, CreateOptions options);

    /** See {@link NodeOperations#ensurePath(String)}. */
    default AsyncResult<Boolean> ensurePath(String path) {
        return ensurePath(path, null);
    }

    /** See {@link NodeOperations#ensurePath(String, List)}. */
    AsyncResult<Boolean> ensurePath(String path, @Nullable List<Acl> acls);

    /** See {@link NodeOperations#exists(String)}. */
    default AsyncResult<Optional<ZnodeStat>> exists(String path) {
        return exists(path, null);
    }

    /** See {@link NodeOperations#exists(String, Watcher)}. */
    AsyncResult<Optional<ZnodeStat>> exists(String path, @Nullable Watcher watcher);

    /** See {@link NodeOperations#get(String)}. */
    default AsyncResult<NodeData> get(String path) {
        return get(path, null);
    }

    /** See {@link NodeOperations#get(String, Watcher)}. */
    AsyncResult<NodeData> get(String path, @Nullable Watcher watcher);

    /** See {@link NodeOperations#getChildren(String)}. */
    default AsyncResult<List<String>> getChildren(String path) {
        return getChildren(path, null);
    }

    /** See {@link NodeOperations#getChildren(String, Watcher)}. */
    AsyncResult<List<String>> getChildren(String path, @Nullable Watcher watcher);

    /** See {@link NodeOperations#getChildrenWithStat(String)}. */
    default AsyncResult<NodeChildren> getChildrenWithStat(String path) {
        return getChildrenWithStat(path, null);
    }

    /** See {@link NodeOperations#getChildrenWithStat(String, Watcher)}. */
    AsyncResult<NodeChildren> getChildrenWithStat(String path, @Nullable Watcher watcher);

    /** See {@link NodeOperations#set(String, byte[])}. */
    default AsyncResult<ZnodeStat> set(String path, byte @Nullable [] data) {
        return set(path, data, -1);
    }

    /** See {@link NodeOperations#set(String, byte[], int)}. */
    AsyncResult<ZnodeStat> set(String path, byte @Nullable [] data, int version);

    /** See {@link NodeOperations#delete(String)}. */
    default AsyncResult<@Nullable Void> delete(String path) {
        return delete(path, -1);
    }

    /** See {@link NodeOperations#delete(String, int)}. */
    AsyncResult<@Nullable Void> delete(String path, int version);

    /** See {@link NodeOperations#deleteRecursive(String)}. */
    AsyncResult<@Nullable Void> deleteRecursive(String path);

    /** See {@link NodeOperations#getAcls(String)}. */
    AsyncResult<NodeAcls> getAcls(String path);

    /** See {@link NodeOperations#setAcls(String, List)}. */
    default AsyncResult<ZnodeStat> setAcls(String path, List<Acl> acls) {
        return setAcls(path, acls, -1);
    }

    /** See {@link NodeOperations#setAcls(String, List, int)}. */
    AsyncResult<ZnodeStat> setAcls(String path, List<Acl> acls, int version);

    /** See {@link NodeOperations#sync(String)}. */
    AsyncResult<String> sync(String path);

    /** See {@link NodeOperations#setAclsRecursive}. */
    AsyncResult<@Nullable Void> setAclsRecursive(String path, List<Acl> acls);

    /** See {@link NodeOperations#multiRead}. */
    AsyncResult<List<NodeReadResult>> multiRead(List<NodeRead> reads);

    /** See {@link NodeOperations#getEphemerals}. */
    AsyncResult<List<String>> getEphemerals(String path);

    /** See {@link NodeOperations#getAllChildrenNumber}. */
    AsyncResult<Integer> getAllChildrenNumber(String path);
}
