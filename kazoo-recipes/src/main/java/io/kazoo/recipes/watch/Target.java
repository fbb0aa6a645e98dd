package io.kazoo.recipes.watch;

import io.kazoo.AsyncKazooClient;
import io.kazoo.AsyncResult;
import io.kazoo.NodeChildren;
import io.kazoo.NodeData;
import io.kazoo.WatchType;
import io.kazoo.Watcher;
import java.util.function.ToLongFunction;

/**
 * What is watched, and how it is read.
 *
 * @param path the node
 * @param type the kind of watch that the read sets
 * @param mayBeMissing whether a missing node is news rather than the end
 * @param read the read
 * @param version the transaction that made what was read as it is: another one means that it has changed
 */
record Target<R>(String path, WatchType type, boolean mayBeMissing, Read<R> read, ToLongFunction<R> version) {
    /** A read that sets a watch. */
    interface Read<R> {
        AsyncResult<R> send(AsyncKazooClient client, String path, Watcher watcher);
    }

    static Target<NodeData> data(String path, boolean mayBeMissing) {
        return new Target<>(
                path,
                WatchType.DATA,
                mayBeMissing,
                (client, node, watcher) -> client.get(node, watcher),
                read -> read.stat().mzxid());
    }

    static Target<NodeChildren> children(String path) {
        return new Target<>(
                path,
                WatchType.CHILDREN,
                false,
                (client, node, watcher) -> client.getChildrenWithStat(node, watcher),
                read -> read.stat().pzxid());
    }
}
