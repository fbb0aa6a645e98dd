package io.kazoo.recipes.watch;

import io.kazoo.NodeData;
import io.kazoo.WatchedEvent;
import org.jspecify.annotations.Nullable;

/** What is called with the data of a node. One call at a time, on a lane of its own; it may block where lanes may. */
@FunctionalInterface
public interface DataFunction {
    /**
     * Called with what the node holds.
     *
     * @param node data and metadata; null if there is no such node
     * @param event what made the watch look; null at the first call, and in a new session
     * @throws Exception logged and told to {@link WatchOptions#errorListener()}; the watch goes on
     */
    WatchDecision call(@Nullable NodeData node, @Nullable WatchedEvent event) throws Exception;
}
