package io.kazoo;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with nodes, blocking. Every method waits for the reply and returns it, and has a twin of the same
 * name in {@link AsyncNodeOperations}; what is said here holds there.
 *
 * <p>Paths may be relative ({@code "a"} is {@code "/a"}); repeated and trailing slashes are dropped; a component {@code
 * .} or {@code ..} is refused with {@link IllegalArgumentException}. All paths, given and returned, are below the
 * client's chroot.
 *
 * <p>Besides what each method lists, all may throw {@link io.kazoo.exceptions.ConnectionLossException}, {@link
 * io.kazoo.exceptions.SessionExpiredException}, {@link io.kazoo.exceptions.ConnectionClosedException}, {@link
 * io.kazoo.exceptions.AuthFailedException}, {@link io.kazoo.exceptions.NoAuthException}, {@link
 * io.kazoo.exceptions.RequestTooLargeException}, {@link io.kazoo.exceptions.KazooInterruptedException} and, on a thread
 * that must not block, {@link io.kazoo.exceptions.BlockingForbiddenException}. They are not retried: wrap the call in
 * {@link KazooClient#retry} for that. They may be called from any number of threads.
 */
public interface NodeOperations {
    /** Creates a persistent node with empty data; see {@link #create(String, byte[], CreateOptions)}. */
    default String create(String path) {
        return create(path, new byte[0]);
    }

    /** Creates a persistent node; see {@link #create(String, byte[], CreateOptions)}. */
    default String create(String path, byte @Nullable [] data) {
        return create(path, data, CreateMode.PERSISTENT);
    }

    /** Creates a node of a kind; see {@link #create(String, byte[], CreateOptions)}. */
    default String create(String path, byte @Nullable [] data, CreateMode mode) {
        return create(path, data, CreateOptions.of(mode));
    }

    /**
     * Creates a node.
     *
     * @param path where; for a sequential node a trailing slash is kept and gives a name that is only a number
     * @param data the data; null is kept and is not the same as empty
     * @return the path of the new node, with its number if it is sequential
     * @throws io.kazoo.exceptions.NodeExistsException if there is a node at the path
     * @throws io.kazoo.exceptions.NoNodeException if the parent is missing and {@link CreateOptions#parents()} is off
     * @throws io.kazoo.exceptions.NoChildrenForEphemeralsException if the parent is ephemeral
     * @throws io.kazoo.exceptions.InvalidAclException if the server refuses the access control list
     */
    String create(String path, byte @Nullable [] data, CreateOptions options);

    /**
     * Creates a node and returns its metadata too (kazoo's {@code include_data}; ZooKeeper 3.5 and later).
     *
     * @see #create(String, byte[], CreateOptions)
     */
    CreatedNode createWithStat(String path, byte @Nullable [] data, CreateOptions options);

    /** As {@link #ensurePath(String, List)} with the client's default access control list. */
    default boolean ensurePath(String path) {
        return ensurePath(path, null);
    }

    /**
     * Makes sure that a node and all above it exist, creating persistent nodes with empty data, and tells whether it was
     * there before (as kazoo does).
     *
     * @param acls the access control list of created nodes, null for the client's default
     * @return true if the node was there already, false if this call created it
     */
    boolean ensurePath(String path, @Nullable List<Acl> acls);

    /** As {@link #exists(String, Watcher)} without a watch. */
    default Optional<ZnodeStat> exists(String path) {
        return exists(path, null);
    }

    /**
     * Returns the metadata of a node, empty if it does not exist.
     *
     * @param watcher called when the node is created, deleted or its data changes; null for no watch
     */
    Optional<ZnodeStat> exists(String path, @Nullable Watcher watcher);

    /** As {@link #get(String, Watcher)} without a watch. */
    default NodeData get(String path) {
        return get(path, null);
    }

    /**
     * Returns the data and metadata of a node.
     *
     * @param watcher called when the node is deleted or its data changes; null for no watch
     * @throws io.kazoo.exceptions.NoNodeException if there is no such node; no watch is set then
     */
    NodeData get(String path, @Nullable Watcher watcher);

    /** As {@link #getChildren(String, Watcher)} without a watch. */
    default List<String> getChildren(String path) {
        return getChildren(path, null);
    }

    /**
     * Returns the names of the children of a node, in no order.
     *
     * @param watcher called when a child is created or deleted, or the node is deleted; null for no watch
     * @throws io.kazoo.exceptions.NoNodeException if there is no such node; no watch is set then
     */
    List<String> getChildren(String path, @Nullable Watcher watcher);

    /** As {@link #getChildrenWithStat(String, Watcher)} without a watch. */
    default NodeChildren getChildrenWithStat(String path) {
        return getChildrenWithStat(path, null);
    }

    /** As {@link #getChildren(String, Watcher)}, with the metadata of the node. */
    NodeChildren getChildrenWithStat(String path, @Nullable Watcher watcher);

    /** Sets the data of a node, whatever its version; see {@link #set(String, byte[], int)}. */
    default ZnodeStat set(String path, byte @Nullable [] data) {
        return set(path, data, -1);
    }

    /**
     * Sets the data of a node.
     *
     * @param data the data; null is kept and is not the same as empty
     * @param version the {@link ZnodeStat#version()} the node must have, -1 for any
     * @return the new metadata
     * @throws io.kazoo.exceptions.NoNodeException if there is no such node
     * @throws io.kazoo.exceptions.BadVersionException if it has another version
     */
    ZnodeStat set(String path, byte @Nullable [] data, int version);

    /** Deletes a node, whatever its version; see {@link #delete(String, int)}. */
    default void delete(String path) {
        delete(path, -1);
    }

    /**
     * Deletes a node.
     *
     * @param version the {@link ZnodeStat#version()} the node must have, -1 for any
     * @throws io.kazoo.exceptions.NoNodeException if there is no such node
     * @throws io.kazoo.exceptions.BadVersionException if it has another version
     * @throws io.kazoo.exceptions.NotEmptyException if it has children
     */
    void delete(String path, int version);

    /**
     * Deletes a node and all below it, deepest first. Not atomic; nodes that vanish meanwhile, and a path that does not
     * exist at all, are no error; children that appear meanwhile are deleted too.
     */
    void deleteRecursive(String path);

    /**
     * Returns the access control list of a node.
     *
     * @throws io.kazoo.exceptions.NoNodeException if there is no such node
     */
    NodeAcls getAcls(String path);

    /** Sets the access control list of a node, whatever its version; see {@link #setAcls(String, List, int)}. */
    default ZnodeStat setAcls(String path, List<Acl> acls) {
        return setAcls(path, acls, -1);
    }

    /**
     * Sets the access control list of a node.
     *
     * @param version the {@link ZnodeStat#aversion()} the node must have, -1 for any
     * @return the new metadata
     * @throws io.kazoo.exceptions.NoNodeException if there is no such node
     * @throws io.kazoo.exceptions.BadVersionException if its list has another version
     * @throws io.kazoo.exceptions.InvalidAclException if the list is empty or the server refuses it
     */
    ZnodeStat setAcls(String path, List<Acl> acls, int version);

    /**
     * Lets the connected server catch up with the leader, so that a following read sees everything that was written
     * before this call.
     *
     * @param path any path, existing or not
     * @return the path
     */
    String sync(String path);

    /**
     * Sets the access control list of a node and of all below it, whatever their versions. Not atomic; nodes that vanish
     * meanwhile are no error, nodes that appear meanwhile may keep the list they were created with.
     *
     * @throws io.kazoo.exceptions.NoNodeException if there is no node at the path
     * @throws io.kazoo.exceptions.InvalidAclException if the list is empty or the server refuses it
     */
    void setAclsRecursive(String path, List<Acl> acls);

    /**
     * Reads several nodes in one request (ZooKeeper 3.6 and later), which costs the server little more than one read.
     *
     * @return what each read found, in their order; empty, and nothing is sent, if there are none
     * @throws io.kazoo.exceptions.UnsupportedByServerException if the server is older
     */
    List<NodeReadResult> multiRead(List<NodeRead> reads);

    /**
     * Returns the ephemeral nodes of this session at and below a path (ZooKeeper 3.6 and later), in no order.
     *
     * @throws io.kazoo.exceptions.UnsupportedByServerException if the server is older
     */
    List<String> getEphemerals(String path);

    /**
     * Returns how many nodes there are below a node, at all depths (ZooKeeper 3.6 and later).
     *
     * @throws io.kazoo.exceptions.NoNodeException if there is no such node
     * @throws io.kazoo.exceptions.UnsupportedByServerException if the server is older
     */
    int getAllChildrenNumber(String path);
}
