package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.testing.CertificateAuthority.PASSWORD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.AsyncResult;
import io.kazoo.HostList;
import io.kazoo.HostPort;
import io.kazoo.KazooClient;
import io.kazoo.KazooClientBuilder;
import io.kazoo.RetryPolicy;
import io.kazoo.TlsOptions;
import io.kazoo.exceptions.RetryFailedException;
import io.kazoo.testing.CertificateAuthority;
import io.kazoo.testing.FaultProxy;
import io.kazoo.testing.ManagedZooKeeper;
import io.kazoo.testing.ZooKeeperOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS, on a server that wants certificates of its clients. */
public abstract class TlsContract extends ClientContract {
    private static CertificateAuthority authority;
    private static CertificateAuthority stranger;
    private static Path clientKeys;
    private static ManagedZooKeeper server;

    private final String node = "/" + UUID.randomUUID();

    /** For subclasses. */
    protected TlsContract() {}

    @BeforeAll
    static void startServer(@TempDir Path folder) {
        authority = new CertificateAuthority(folder, "authority");
        stranger = new CertificateAuthority(folder, "stranger");
        clientKeys = authority.issue("client");
        Path serverKeys = authority.issue("server", "dns:localhost");
        server = ManagedZooKeeper.launch(
                ZooKeeperOptions.defaults().withTls(serverKeys, authority.trustStore(), PASSWORD));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    /** By the name in the certificate, which has no address. */
    private static String secure() {
        return "localhost:" + address().port();
    }

    private static HostPort address() {
        return HostList.parse(server.secureAddress()).servers().get(0);
    }

    private static TlsOptions trusting() {
        return TlsOptions.defaults().withTrustStore(authority.pem());
    }

    private static TlsOptions mutual() {
        return trusting().withKeyStore(clientKeys, PASSWORD);
    }

    private KazooClient start(UnaryOperator<KazooClientBuilder> how) {
        return startClient(builder -> how.apply(builder.hosts(secure()).tls(mutual())));
    }

    private void assertUsable(KazooClient client) {
        byte[] data = "data".getBytes(UTF_8);
        client.create(node, data);
        assertThat(client.exists(node)).isPresent();
        assertThat(client.get(node).data()).isEqualTo(data);
        client.delete(node);
    }

    /** Shows that a client gives up soon and says why. */
    private void assertRefused(UnaryOperator<KazooClientBuilder> how, String... reasons) {
        RetryPolicy once = RetryPolicy.forever().withDelay(Duration.ofMillis(1)).withMaxTries(1);
        KazooClient client =
                newClient(builder -> how.apply(builder.hosts(secure()).connectionRetry(once)));
        assertThatExceptionOfType(RetryFailedException.class)
                .isThrownBy(() -> client.start(LIMIT))
                .satisfies(e -> assertThat(e.toString() + causes(e)).containsAnyOf(reasons));
    }

    private static String causes(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            all.append("\ncaused by ").append(cause);
        }
        return all.toString();
    }

    @Test
    @Tag("KT091")
    void aKeyACertificateAndAnAuthorityInPemFiles() throws IOException {
        Path pem = authority.pem(clientKeys);
        assertUsable(start(builder -> builder.tls(trusting().withKeyStore(pem))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void stores(String type) {
        TlsOptions options = TlsOptions.defaults()
                .withTrustStore(authority.trustStore(type), PASSWORD)
                .withKeyStore(clientKeys, PASSWORD);
        assertUsable(start(builder -> builder.tls(options)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void versions(String version) {
        assertUsable(start(builder -> builder.tls(mutual().withProtocols(version))));
    }

    @Test
    void fourLetterWordsGoOverTlsToo() {
        assertThat(start(builder -> builder).command("ruok")).isEqualTo("imok");
    }

    /** Far more than a record holds, in both directions (kazoo issues 580, 587 and 618). */
    @Test
    void largeDataAndManyRequests() {
        KazooClient client = start(builder -> builder);
        byte[] large = new byte[900_000];
        new java.util.Random(1).nextBytes(large);
        client.create(node, large);
        List<AsyncResult<String>> created = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            created.add(client.async().create(node + "/a-child-with-a-name-of-some-length-" + i));
        }
        created.forEach(result -> result.get(LIMIT));
        assertThat(client.getChildren(node)).hasSize(500);
        assertThat(client.get(node).data()).isEqualTo(large);
        client.deleteRecursive(node);
    }

    @Test
    void aLostConnectionIsReplaced() {
        try (FaultProxy way =
                FaultProxy.to(new InetSocketAddress(address().host(), address().port()))) {
            int port = way.address().getPort();
            KazooClient client = start(builder -> builder.hosts("localhost:" + port));
            for (int i = 0; i < 3; i++) {
                way.cut();
                assertWorks(client);
            }
            client.create(node);
            eventually(() -> assertThat(client.retry(() -> client.exists(node))).isPresent());
        }
    }

    /** A record makes sense only when all of it is there, the handshake's too. */
    @Test
    void recordsMayArriveInPieces() {
        try (FaultProxy way =
                FaultProxy.to(new InetSocketAddress(address().host(), address().port()))) {
            way.splitReplies(true);
            int port = way.address().getPort();
            assertUsable(start(builder -> builder.hosts("localhost:" + port)));
        }
    }

    @Test
    void aServerOfAnotherAuthorityIsRefused() {
        assertRefused(
                builder -> builder.tls(mutual().withTrustStore(stranger.pem())),
                "unable to find valid certification path",
                "PKIX path");
    }

    @Test
    @Tag("KT287")
    void aServerOfAnotherNameIsRefusedUnlessNamesDoNotMatter() {
        assertRefused(
                builder -> builder.hosts(server.secureAddress()).tls(mutual()),
                "No subject alternative names matching IP address 127.0.0.1");
        assertUsable(
                start(builder -> builder.hosts(server.secureAddress()).tls(mutual().withHostnameVerification(false))));
    }

    @Test
    void anExpiredCertificateIsRefused() {
        Path keys = authority.issueExpired("expired", "ip:127.0.0.1");
        try (ManagedZooKeeper other =
                ManagedZooKeeper.launch(ZooKeeperOptions.defaults().withTls(keys, authority.trustStore(), PASSWORD))) {
            assertRefused(
                    builder -> builder.hosts(other.secureAddress()).tls(mutual()),
                    "CertificateExpiredException",
                    "validity check failed");
        }
    }

    @Test
    void aClientWithoutACertificateIsRefused() {
        assertRefused(builder -> builder.tls(trusting()), "certificate");
    }

    @Test
    void aPortForPlainTextIsNoPortForTls() {
        assertRefused(builder -> builder.hosts(server.address()).tls(mutual()), "is this its port for TLS");
    }

    @Test
    void aPortForTlsIsNoneForPlainText() {
        assertRefused(builder -> builder, "closed by the server before", "for TLS");
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertRefused(
                    builder -> builder.hosts("127.0.0.1:" + silent.getLocalPort())
                            .sessionTimeout(Duration.ofSeconds(1))
                            .tls(mutual()),
                    "no answer in time",
                    "no end within");
        }
    }

    @Test
    void aFileThatCannotBeReadIsNamed(@TempDir Path folder) throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n");
        assertRefused(builder -> builder.tls(trusting().withTrustStore(broken)), "broken.pem");
        assertRefused(builder -> builder.tls(trusting().withTrustStore(folder.resolve("missing"))), "missing");
        assertRefused(
                builder -> builder.tls(trusting().withKeyStore(clientKeys, "not the password")),
                clientKeys.getFileName().toString());
    }

    @Test
    void filesThatHaveChangedCountFromTheNextConnectionOn(@TempDir Path folder) throws IOException {
        Path trust = folder.resolve("trust.pem");
        Files.copy(stranger.pem(), trust);
        RetryPolicy quick =
                RetryPolicy.forever().withDelay(Duration.ofMillis(20)).withMaxDelay(Duration.ofMillis(50));
        KazooClient client = newClient(
                builder -> builder.hosts(secure()).connectionRetry(quick).tls(mutual().withTrustStore(trust)));
        AsyncResult<?> started = client.async().start();
        assertThat(started.await(Duration.ofMillis(300))).isFalse();
        Files.copy(authority.pem(), folder.resolve("new"));
        Files.move(folder.resolve("new"), trust, StandardCopyOption.REPLACE_EXISTING);
        started.get(LIMIT);
        assertUsable(client);
    }
}
