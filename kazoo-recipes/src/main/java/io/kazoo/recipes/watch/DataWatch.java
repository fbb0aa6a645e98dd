package io.kazoo.recipes.watch;

import io.kazoo.KazooClient;

/**
 * Calls a function with the data of a node, now and whenever it changes (kazoo's {@code DataWatch}). A node that is missing is
 * told as null, and its creation is waited for.
 *
 * <pre>{@code
 * DataWatch watch = DataWatch.start(client, "/config", (node, event) -> {
 *     apply(node == null ? DEFAULTS : node.data());
 *     return WatchDecision.CONTINUE;
 * });
 * }</pre>
 */
public final class DataWatch extends NodeWatch {
    private DataWatch(KazooClient client, String path, WatchOptions options) {
        super(client, path, options);
    }

    /** As {@link #of(KazooClient, String, WatchOptions)} with {@link WatchOptions#defaults()}. */
    public static DataWatch of(KazooClient client, String path) {
        return of(client, path, WatchOptions.defaults());
    }

    /**
     * Makes a watch that has yet to be started.
     *
     * @throws IllegalArgumentException if the path has a component {@code .} or {@code ..}
     */
    public static DataWatch of(KazooClient client, String path, WatchOptions options) {
        return new DataWatch(client, path, options);
    }

    /** Makes a watch and starts it; see {@link #of(KazooClient, String)} and {@link #start(DataFunction)}. */
    public static DataWatch start(KazooClient client, String path, DataFunction function) {
        return of(client, path).start(function);
    }

    /**
     * Starts to call a function.
     *
     * @return this
     * @throws IllegalStateException if there is a function already, or the watch is closed
     */
    public DataWatch start(DataFunction function) {
        start(Target.data(path(), true), news -> function.call(news.value(), news.event()));
        return this;
    }
}
