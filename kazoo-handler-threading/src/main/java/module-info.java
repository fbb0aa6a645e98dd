import org.jspecify.annotations.NullMarked;

/** The handler that runs kazoo on platform threads. */
@NullMarked
module io.kazoo.handler.threading {
    requires transitive io.kazoo.api;
    requires io.kazoo.handler.nio;

    exports io.kazoo.handler.threading;

    provides io.kazoo.handler.HandlerProvider with
            io.kazoo.handler.threading.ThreadingHandlerProvider;
}
