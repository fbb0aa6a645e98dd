package io.kazoo;

import static java.util.Objects.requireNonNull;

/**
 * One read of {@link NodeOperations#multiRead}.
 *
 * @param kind what is read
 * @param path of which node
 */
public record NodeRead(Kind kind, String path) {
    /** What can be read together with other things. */
    public enum Kind {
        /** The data and metadata of a node. */
        DATA,
        /** The names of its children. */
        CHILDREN
    }

    /** Checks the parts. */
    public NodeRead {
        requireNonNull(kind);
        requireNonNull(path);
    }

    /** Reads the data and metadata of a node. */
    public static NodeRead data(String path) {
        return new NodeRead(Kind.DATA, path);
    }

    /** Reads the names of the children of a node. */
    public static NodeRead children(String path) {
        return new NodeRead(Kind.CHILDREN, path);
    }
}
