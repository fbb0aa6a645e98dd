import org.jspecify.annotations.NullMarked;

/** The engine: wire protocol, session, and the client made of them. Exports nothing; found through ServiceLoader. */
@NullMarked
module io.kazoo.core {
    requires io.kazoo.api;
    requires java.security.jgss;
    requires java.security.sasl;
    requires org.slf4j;
    requires static org.jspecify;

    provides io.kazoo.spi.ClientProvider with
            io.kazoo.core.client.CoreClientProvider;
}
