/** Real ZooKeeper servers and ensembles for tests, and faults on demand. */
@org.jspecify.annotations.NullMarked
module io.kazoo.testing {
    requires static org.jspecify;

    exports io.kazoo.testing;
}
