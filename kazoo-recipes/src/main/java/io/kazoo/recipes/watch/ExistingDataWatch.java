package io.kazoo.recipes.watch;

import io.kazoo.KazooClient;

/**
 * Calls a function with the data of a node that exists, now and whenever it changes (kazoo's {@code ExistingDataWatch}). It
 * ends with {@link WatchEnd#NO_NODE}, and without a further call, when the node is missing or is deleted: it leaves no watch
 * behind on nodes that will never be.
 */
public final class ExistingDataWatch extends NodeWatch {
    private ExistingDataWatch(KazooClient client, String path, WatchOptions options) {
        super(client, path, options);
    }

    /** As {@link #of(KazooClient, String, WatchOptions)} with {@link WatchOptions#defaults()}. */
    public static ExistingDataWatch of(KazooClient client, String path) {
        return of(client, path, WatchOptions.defaults());
    }

    /**
     * Makes a watch that has yet to be started.
     *
     * @throws IllegalArgumentException if the path has a component {@code .} or {@code ..}
     */
    public static ExistingDataWatch of(KazooClient client, String path, WatchOptions options) {
        return new ExistingDataWatch(client, path, options);
    }

    /** Makes a watch and starts it; see {@link #of(KazooClient, String)} and {@link #start(DataFunction)}. */
    public static ExistingDataWatch start(KazooClient client, String path, DataFunction function) {
        return of(client, path).start(function);
    }

    /**
     * Starts to call a function.
     *
     * @return this
     * @throws IllegalStateException if there is a function already, or the watch is closed
     */
    public ExistingDataWatch start(DataFunction function) {
        start(Target.data(path(), false), news -> function.call(news.value(), news.event()));
        return this;
    }
}
