package io.kazoo;

import org.jspecify.annotations.Nullable;

/** The twin of {@link WatchOperations} without waiting, method by method. */
public interface AsyncWatchOperations {
    /** See {@link WatchOperations#addWatch}. */
    AsyncResult<@Nullable Void> addWatch(String path, WatchMode mode, Watcher watcher);

    /** See {@link WatchOperations#removeWatch}. */
    AsyncResult<Boolean> removeWatch(String path, WatchType type, Watcher watcher);

    /** See {@link WatchOperations#removeAllWatches}. */
    AsyncResult<Boolean> removeAllWatches(String path, WatchType type);

    /** See {@link WatchOperations#checkWatches}. */
    AsyncResult<Boolean> checkWatches(String path, WatchType type);
}
