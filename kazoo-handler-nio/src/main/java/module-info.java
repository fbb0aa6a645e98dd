import org.jspecify.annotations.NullMarked;

/** What the handlers on threads of their own share. No handler itself, and no API. */
@NullMarked
@SuppressWarnings("module") // who it is exported to is built later
module io.kazoo.handler.nio {
    requires transitive io.kazoo.api;

    exports io.kazoo.handler.nio to
            io.kazoo.handler.loom,
            io.kazoo.handler.threading;
}
