package io.kazoo.recipes.node;

/**
 * Hears of what becomes of a {@link PersistentNode}. Called on a lane of its own: it may be slow, and an exception is
 * logged and changes nothing.
 */
@FunctionalInterface
public interface PersistentNodeListener {
    /**
     * The node is there: for the first time, or again after it was gone. Not called when a node has outlived a lost
     * connection.
     *
     * @param path its path, with the number if it is sequential; the same each time
     */
    void created(String path);

    /**
     * The node cannot be there for now: the servers refuse it, for example with NoAuth, or the path is taken by a node of
     * another session ({@link io.kazoo.exceptions.NodeExistsException}). It is tried again, after growing pauses, or when
     * that node goes. Does nothing by default.
     */
    default void failed(Throwable failure) {}
}
