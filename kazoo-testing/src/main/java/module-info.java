/** Real ZooKeeper servers and ensembles for tests, and faults on demand. */
@org.jspecify.annotations.NullMarked
module io.kazoo.testing {
    requires transitive io.kazoo.api;
    requires static transitive org.junit.jupiter.api;

    exports io.kazoo.testing;
    exports io.kazoo.testing.junit;
}
