package io.kazoo.handler.threading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.Acl;
import io.kazoo.KazooClient;
import io.kazoo.RetryPolicy;
import io.kazoo.SaslOptions;
import io.kazoo.SaslOptions.KerberosService;
import io.kazoo.exceptions.AuthFailedException;
import io.kazoo.exceptions.NoAuthException;
import io.kazoo.testing.FaultProxy;
import io.kazoo.testing.ManagedZooKeeper;
import io.kazoo.testing.ZooKeeperOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KerberosTicket;
import org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Authentication by Kerberos, with a key distribution centre and a server of its own. */
class KerberosTest {
    private static final String REALM = "KAZOO.TEST";
    private static final String KRB5_CONF = "java.security.krb5.conf";
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final KerberosService SERVICE = KerberosService.DEFAULT.withHost("localhost");

    private static SimpleKdcServer kdc;
    private static Path keytab;
    private static ManagedZooKeeper server;

    private final String node = "/" + UUID.randomUUID();

    @BeforeAll
    static void startServers(@TempDir Path folder) throws Exception {
        keytab = folder.resolve("all.keytab");
        kdc = new SimpleKdcServer();
        int port = freePort();
        kdc.setKdcRealm(REALM);
        kdc.setKdcHost("127.0.0.1");
        kdc.setAllowUdp(false);
        kdc.setKdcTcpPort(port);
        kdc.setWorkDir(Files.createDirectories(folder.resolve("kdc")).toFile());
        kdc.init();
        kdc.start();
        kdc.createAndExportPrincipals(keytab.toFile(), "zookeeper/localhost@" + REALM, "app@" + REALM);
        Path krb5 = Files.writeString(folder.resolve("krb5.conf"), """
                [libdefaults]
                default_realm = %1$s
                udp_preference_limit = 1
                dns_lookup_kdc = false
                [realms]
                %1$s = {
                  kdc = 127.0.0.1:%2$d
                }
                [domain_realm]
                localhost = %1$s
                """.formatted(REALM, port));
        Path jaas = Files.writeString(folder.resolve("jaas.conf"), """
                Server {
                  com.sun.security.auth.module.Krb5LoginModule required
                  useKeyTab=true storeKey=true useTicketCache=false
                  keyTab="%s" principal="zookeeper/localhost@%s";
                };
                """.formatted(keytab, REALM));
        System.setProperty(KRB5_CONF, krb5.toString());
        server = ManagedZooKeeper.launch(
                ZooKeeperOptions.defaults().withSasl(jaas).withSystemProperty(KRB5_CONF, krb5.toString()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    @AfterAll
    static void stopServers() throws Exception {
        server.close();
        kdc.stop();
        System.clearProperty(KRB5_CONF);
    }

    private static KazooClient client(String hosts, SaslOptions sasl) {
        return KazooClient.builder()
                .hosts(hosts)
                .handler(new ThreadingHandler())
                .connectionRetry(RetryPolicy.forever().withDelay(Duration.ofMillis(20)))
                .sasl(sasl)
                .build();
    }

    @Test
    @Tag("KT252")
    void aKeyLogsIn() {
        SaslOptions sasl = SaslOptions.kerberos("app@" + REALM, keytab).withService(SERVICE);
        try (FaultProxy way = FaultProxy.to(server.socketAddress());
                KazooClient client = client(way.connectString(), sasl);
                KazooClient nobody = KazooClient.builder()
                        .hosts(server.address())
                        .handler(client.handler())
                        .build()) {
            client.start(LIMIT);
            client.create(node);
            client.setAcls(node, Acl.CREATOR_ALL_ACL);
            assertThat(client.getAcls(node).acls().get(0).id().scheme()).isEqualTo("sasl");
            assertThat(client.getAcls(node).acls().get(0).id().id()).startsWith("app");
            nobody.start(LIMIT);
            assertThatExceptionOfType(NoAuthException.class).isThrownBy(() -> nobody.get(node));
            way.cut();
            Awaitility.await()
                    .atMost(LIMIT)
                    .untilAsserted(() ->
                            assertThat(client.retry(() -> client.get(node))).isNotNull());
        }
    }

    @Test
    @Tag("KT253")
    void aTicketThatIsNotValidNowIsNone() {
        Instant now = Instant.now();
        KerberosTicket past = new KerberosTicket(
                new byte[] {1},
                new KerberosPrincipal("app@" + REALM),
                new KerberosPrincipal("krbtgt/" + REALM + "@" + REALM),
                new byte[16],
                17,
                null,
                Date.from(now.minusSeconds(20)),
                Date.from(now.minusSeconds(20)),
                Date.from(now.minusSeconds(10)),
                null,
                null);
        Subject subject = new Subject(
                false, Set.of(new KerberosPrincipal("app@" + REALM)), Set.of(), new HashSet<>(Set.of(past)));
        for (Subject each : List.of(subject, new Subject())) {
            try (KazooClient client =
                    client(server.address(), SaslOptions.kerberos(() -> each).withService(SERVICE))) {
                assertThatExceptionOfType(AuthFailedException.class)
                        .isThrownBy(() -> client.start(LIMIT))
                        .withMessageContaining("SASL failed");
            }
        }
    }

    @Test
    void aPrincipalWithoutAKeyIsToldSo() {
        SaslOptions sasl = SaslOptions.kerberos("nobody@" + REALM, keytab).withService(SERVICE);
        try (KazooClient client = client(server.address(), sasl)) {
            assertThatExceptionOfType(AuthFailedException.class)
                    .isThrownBy(() -> client.start(LIMIT))
                    .withMessageContaining("SASL failed");
        }
    }

    @Test
    void aServiceThatIsNotKnownIsToldSo() {
        SaslOptions sasl = SaslOptions.kerberos("app@" + REALM, keytab).withService(SERVICE.withName("elsewhere"));
        try (KazooClient client = client(server.address(), sasl)) {
            assertThatExceptionOfType(AuthFailedException.class)
                    .isThrownBy(() -> client.start(LIMIT))
                    .withMessageContaining("SASL failed");
        }
    }
}
