package io.kazoo;

/**
 * Watches that stay, and the end of watches of any kind; blocking. Every method has a twin of the same name in {@link
 * AsyncWatchOperations}. Paths and failures are as in {@link NodeOperations}.
 *
 * <p>A server keeps one watch per session, path and kind; the client calls everyone who wants to know. The server's
 * watch is removed when nobody is left.
 */
public interface WatchOperations {
    /**
     * Sets a watch that stays until it is removed or the session ends (ZooKeeper 3.6 and later). The node need not exist.
     * The same watcher set twice on a path and mode is set once.
     *
     * <p>What changes while there is no connection is not told. The watcher hears {@link EventType#MAYBE_MISSED} with the
     * watched path when there is one again, and should read anew. When the session ends it hears {@link EventType#NONE}
     * and must be set again.
     *
     * @throws io.kazoo.exceptions.UnsupportedByServerException if the server is older than 3.6
     */
    void addWatch(String path, WatchMode mode, Watcher watcher);

    /**
     * Takes one watcher off a path; it hears nothing more of what happens after this call returns. Calls of requests that
     * set the watch and are not answered yet are taken back as well. If nobody else wants to know, the server's watch is
     * removed too; servers before 3.5, which cannot do that, keep it until it fires.
     *
     * @param watcher the same object as was set, by way of a client with the same chroot
     * @return whether it was set
     */
    boolean removeWatch(String path, WatchType type, Watcher watcher);

    /**
     * Takes everybody off a path, also watchers of other parts of the program, such as recipes; nobody is told.
     *
     * @return whether there were any
     * @see #removeWatch
     */
    boolean removeAllWatches(String path, WatchType type);

    /**
     * Asks the server whether it has a watch of this session (ZooKeeper 3.5 and later; the persistent types: 3.9).
     *
     * @throws io.kazoo.exceptions.UnsupportedByServerException if the server is too old
     */
    boolean checkWatches(String path, WatchType type);
}
