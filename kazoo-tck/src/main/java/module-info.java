import org.jspecify.annotations.NullMarked;

/**
 * The contract of handlers and clients as abstract JUnit classes. Open, because JUnit looks into the classes.
 */
@NullMarked
open module io.kazoo.tck {
    requires transitive io.kazoo.api;
    requires transitive org.junit.jupiter.api;
    requires awaitility;
    requires io.kazoo.recipes;
    requires io.kazoo.testing;
    requires jdk.management;
    requires org.assertj.core;
    requires org.junit.jupiter.params;

    exports io.kazoo.tck;
}
