package io.kazoo.recipes.cache;

import io.kazoo.NodeData;
import org.jspecify.annotations.Nullable;

/**
 * What has changed in a {@link TreeCache}.
 *
 * @param type what happened
 * @param path of which node; null unless a node is meant
 * @param node what it holds, what it held last for {@link Type#NODE_REMOVED}; null unless a node is meant
 */
public record TreeEvent(
        Type type, @Nullable String path, @Nullable NodeData node) {
    /** What can happen. */
    public enum Type {
        /** A node is new to the cache; parents come before their children. */
        NODE_ADDED,
        /** The data of a node was written, or the node was replaced by a new one while nobody could tell. */
        NODE_UPDATED,
        /** A node is gone; children go before their parents. */
        NODE_REMOVED,
        /** The connection is lost. The cache keeps what it has. */
        CONNECTION_SUSPENDED,
        /** There is a connection again, after one of the other two; what has changed meanwhile follows. */
        CONNECTION_RECONNECTED,
        /** The session is lost. The cache keeps what it has. */
        CONNECTION_LOST,
        /** The cache holds all there is: once after the start, and again in each new session. */
        INITIALIZED
    }

    static TreeEvent of(Type type) {
        return new TreeEvent(type, null, null);
    }
}
