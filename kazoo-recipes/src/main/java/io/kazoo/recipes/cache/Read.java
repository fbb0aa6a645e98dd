package io.kazoo.recipes.cache;

/** A read of a node. */
record Read(Kind kind, String path) {
    /** What is read. */
    enum Kind {
        /** Metadata alone: whether anything has changed. */
        CHECK,
        /** Data and metadata. */
        DATA,
        /** The names of the children. */
        CHILDREN
    }
}
