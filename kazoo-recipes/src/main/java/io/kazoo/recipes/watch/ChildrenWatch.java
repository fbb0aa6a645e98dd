package io.kazoo.recipes.watch;

import io.kazoo.KazooClient;

/**
 * Calls a function with the children of a node, now and whenever one is created or deleted (kazoo's {@code ChildrenWatch}).
 * It ends with {@link WatchEnd#NO_NODE} when the node is missing or is deleted.
 */
public final class ChildrenWatch extends NodeWatch {
    private ChildrenWatch(KazooClient client, String path, WatchOptions options) {
        super(client, path, options);
    }

    /** As {@link #of(KazooClient, String, WatchOptions)} with {@link WatchOptions#defaults()}. */
    public static ChildrenWatch of(KazooClient client, String path) {
        return of(client, path, WatchOptions.defaults());
    }

    /**
     * Makes a watch that has yet to be started.
     *
     * @throws IllegalArgumentException if the path has a component {@code .} or {@code ..}
     */
    public static ChildrenWatch of(KazooClient client, String path, WatchOptions options) {
        return new ChildrenWatch(client, path, options);
    }

    /** Makes a watch and starts it; see {@link #of(KazooClient, String)} and {@link #start(ChildrenFunction)}. */
    public static ChildrenWatch start(KazooClient client, String path, ChildrenFunction function) {
        return of(client, path).start(function);
    }

    /**
     * Starts to call a function.
     *
     * @return this
     * @throws IllegalStateException if there is a function already, or the watch is closed
     */
    public ChildrenWatch start(ChildrenFunction function) {
        start(Target.children(path()), new ChildrenCall(function));
        return this;
    }
}
