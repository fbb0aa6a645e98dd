/** ZooKeeper servers for tests, real ones and in memory, faults on demand, and worlds of virtual time. */
@org.jspecify.annotations.NullMarked
module io.kazoo.testing {
    requires transitive io.kazoo.api;
    requires io.kazoo.core;
    requires org.slf4j;
    // Not transitive: who tests without JUnit or Testcontainers compiles without them.
    requires static org.junit.jupiter.api;
    requires static org.junit.platform.commons;
    requires static testcontainers;
    requires static com.github.dockerjava.api;

    exports io.kazoo.testing;
    exports io.kazoo.testing.containers;
    exports io.kazoo.testing.history;
    exports io.kazoo.testing.junit;
    exports io.kazoo.testing.simulation;
}
