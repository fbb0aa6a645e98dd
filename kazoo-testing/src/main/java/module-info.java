/** Real ZooKeeper servers and ensembles for tests, and faults on demand. */
@org.jspecify.annotations.NullMarked
module io.kazoo.testing {
    requires transitive io.kazoo.api;
    // Not transitive: who tests without JUnit compiles without it.
    requires static org.junit.jupiter.api;
    requires static org.junit.platform.commons;

    exports io.kazoo.testing;
    exports io.kazoo.testing.junit;
}
