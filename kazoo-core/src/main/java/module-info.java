import org.jspecify.annotations.NullMarked;

/**
 * The engine: wire protocol, session, and the client made of them. Exports nothing, but for the codec to the server in
 * memory of kazoo-testing, so that it is not written twice; found through ServiceLoader.
 */
@NullMarked
@SuppressWarnings("module") // kazoo-testing is compiled after this
module io.kazoo.core {
    requires io.kazoo.api;
    requires java.naming;
    requires java.security.jgss;
    requires java.security.sasl;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.kazoo.core.jute to
            io.kazoo.testing;
    exports io.kazoo.core.protocol to
            io.kazoo.testing;

    provides io.kazoo.spi.ClientProvider with
            io.kazoo.core.client.CoreClientProvider;
}
