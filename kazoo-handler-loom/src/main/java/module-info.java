import org.jspecify.annotations.NullMarked;

/**
 * The handler that runs kazoo on virtual threads. Compiled for Java 17, unlike its classes: there the module is found,
 * and its provider reported as one that cannot be loaded, where a descriptor for 21 would keep the JVM from starting.
 */
@NullMarked
module io.kazoo.handler.loom {
    requires transitive io.kazoo.api;
    requires io.kazoo.handler.nio;

    exports io.kazoo.handler.loom;

    provides io.kazoo.handler.HandlerProvider with
            io.kazoo.handler.loom.LoomHandlerProvider;
}
