import org.jspecify.annotations.NullMarked;

/** The handler that runs kazoo on a Vert.x event loop. */
@NullMarked
module io.kazoo.handler.vertx {
    requires transitive io.kazoo.api;
    requires transitive io.vertx.core;
    requires static transitive io.kazoo.recipes;
    requires io.netty.buffer;
    requires io.netty.transport;

    exports io.kazoo.handler.vertx;

    provides io.kazoo.handler.HandlerProvider with
            io.kazoo.handler.vertx.VertxHandlerProvider;
}
