package io.kazoo.handler.vertx;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kazoo.handler.DialRequest;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Connections with TLS, and whom they trust. */
@ExtendWith(Loops.class)
class TlsTest {
    private static final String PASSWORD = "of no consequence";

    private final Vertx vertx = Loops.shared();
    private final Peeking listener = new Peeking();
    private PfxOptions keys;
    private NetServer server;

    @BeforeEach
    void startServer(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "server",
                        "-storetype",
                        "PKCS12",
                        "-dname",
                        "CN=server",
                        "-ext",
                        "SAN=dns:zk.example",
                        "-validity",
                        "2",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor(20, SECONDS)).isTrue();
        keys = new PfxOptions().setPath(file.toString()).setPassword(PASSWORD);
        server = vertx.createNetServer(new NetServerOptions().setSsl(true).setKeyCertOptions(keys))
                .connectHandler(socket -> socket.handler(socket::write))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, SECONDS);
    }

    @AfterEach
    void closeServer() throws Exception {
        server.close().toCompletionStage().toCompletableFuture().get(20, SECONDS);
    }

    private VertxHandler dial(NetClientOptions options, String host) {
        VertxHandler handler = new VertxHandler(vertx, options.setSsl(true));
        handler.start();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort());
        handler.dial(new DialRequest(address, host, Duration.ofSeconds(20)), listener);
        return handler;
    }

    private NetClientOptions trusting() {
        return new NetClientOptions().setTrustOptions(keys).setHostnameVerificationAlgorithm("HTTPS");
    }

    @Test
    void bytesTravelBothWays() throws Exception {
        try (VertxHandler handler = dial(trusting(), "zk.example")) {
            assertThat(handler.isRunning()).isTrue();
            listener.connected.get(20, SECONDS).write(ByteBuffer.wrap(new byte[] {'h', 'i'}));
            assertThat(listener.received.get(20, SECONDS)).isEqualTo("hi");
        }
        assertThat(listener.closed.get(20, SECONDS)).isEqualTo("null");
    }

    @Test
    void aServerOfAnotherNameIsRefused() {
        try (VertxHandler handler = dial(trusting(), "other.example")) {
            assertThat(handler.isRunning()).isTrue();
            assertThatThrownBy(() -> listener.connected.get(20, SECONDS)).hasRootCauseMessage(nameProblem());
        }
    }

    private static String nameProblem() {
        return "No subject alternative DNS name matching other.example found.";
    }

    @Test
    void aServerThatNobodyVouchesForIsRefused() {
        try (VertxHandler handler =
                dial(new NetClientOptions().setHostnameVerificationAlgorithm("HTTPS"), "zk.example")) {
            assertThat(handler.isRunning()).isTrue();
            assertThatThrownBy(() -> listener.connected.get(20, SECONDS))
                    .cause()
                    .isInstanceOf(SSLException.class);
        }
    }

    /** Vert.x checks no names unless it is told to, which nobody does who does not know. */
    @Test
    void namesAreCheckedAlthoughTheOptionsDoNotSaySo() {
        try (VertxHandler handler = dial(new NetClientOptions().setTrustOptions(keys), "other.example")) {
            assertThat(handler.isRunning()).isTrue();
            assertThatThrownBy(() -> listener.connected.get(20, SECONDS)).hasRootCauseMessage(nameProblem());
        }
    }

    @Test
    void trustingAllChecksNothing() throws Exception {
        try (VertxHandler handler = dial(new NetClientOptions().setTrustAll(true), "other.example")) {
            assertThat(handler.isRunning()).isTrue();
            assertThat(listener.connected.get(20, SECONDS)).isNotNull();
        }
    }
}
