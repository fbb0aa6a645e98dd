package io.kazoo.recipes.watch;

/** What is called with the children of a node. One call at a time, on a lane of its own; it may block where lanes may. */
@FunctionalInterface
public interface ChildrenFunction {
    /**
     * Called with the children.
     *
     * @throws Exception logged and told to {@link WatchOptions#errorListener()}; the watch goes on
     */
    WatchDecision call(ChildrenChange change) throws Exception;
}
