import org.jspecify.annotations.NullMarked;

/** The public types of kazoo and the service provider interfaces behind them. Every other module points here. */
@NullMarked
module io.kazoo.api {
    requires static transitive org.jspecify;

    exports io.kazoo;
    exports io.kazoo.exceptions;
    exports io.kazoo.handler;
    exports io.kazoo.spi;

    uses io.kazoo.handler.HandlerProvider;
    uses io.kazoo.spi.ClientProvider;
}
