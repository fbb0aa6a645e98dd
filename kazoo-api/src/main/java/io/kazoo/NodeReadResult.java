package io.kazoo;

import io.kazoo.exceptions.ZookeeperException;
import java.util.List;

/** What one read of {@link NodeOperations#multiRead} found. */
public sealed interface NodeReadResult {
    /**
     * Data and metadata of a node.
     *
     * @param node the data and metadata
     */
    record Data(NodeData node) implements NodeReadResult {}

    /**
     * The children of a node.
     *
     * @param names their names, in no order
     */
    record Children(List<String> names) implements NodeReadResult {}

    /**
     * This read failed, whatever the others did.
     *
     * @param failure why
     */
    record Failed(ZookeeperException failure) implements NodeReadResult {}
}
