package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.Acl;
import io.kazoo.EventType;
import io.kazoo.KazooClient;
import io.kazoo.KazooClientBuilder;
import io.kazoo.KazooState;
import io.kazoo.KeeperState;
import io.kazoo.Permissions;
import io.kazoo.SaslOptions;
import io.kazoo.exceptions.AuthFailedException;
import io.kazoo.exceptions.ConfigurationException;
import io.kazoo.exceptions.NoAuthException;
import io.kazoo.testing.FaultProxy;
import io.kazoo.testing.ManagedZooKeeper;
import io.kazoo.testing.ZooKeeperOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Authentication by SASL with a name and a password, on a server that knows one user. */
public abstract class SaslContract extends ClientContract {
    private static final byte[] DATA = "data".getBytes(UTF_8);
    private static final String USER = "jaasuser";
    private static final String PASSWORD = "secret-" + UUID.randomUUID();
    private static final SaslOptions SASL = SaslOptions.digestMd5(USER, PASSWORD);
    private static final List<Acl> ONLY_USER = List.of(new Acl(Permissions.ALL, new io.kazoo.Id("sasl", USER)));

    private static ManagedZooKeeper server;

    private final String node = "/" + UUID.randomUUID();

    /** For subclasses. */
    protected SaslContract() {}

    @BeforeAll
    static void startServer(@TempDir Path folder) throws IOException {
        Path jaas = Files.writeString(
                folder.resolve("jaas.conf"),
                "Server { org.apache.zookeeper.server.auth.DigestLoginModule required user_" + USER + "=\"" + PASSWORD
                        + "\"; };");
        server = ManagedZooKeeper.launch(ZooKeeperOptions.defaults().withSasl(jaas));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private KazooClient start(UnaryOperator<KazooClientBuilder> how) {
        return startClient(builder -> how.apply(builder.hosts(server.address())));
    }

    private KazooClient start(SaslOptions sasl) {
        return start(builder -> builder.sasl(sasl));
    }

    private void assertIsUser(KazooClient client) {
        client.create(node, DATA);
        client.setAcls(node, ONLY_USER);
        assertThat(client.get(node).data()).isEqualTo(DATA);
        KazooClient nobody = start(builder -> builder);
        assertThatExceptionOfType(NoAuthException.class).isThrownBy(() -> nobody.get(node));
    }

    @Test
    @Tag("KT250")
    void aNameAndItsPasswordAreAccepted() {
        assertIsUser(start(SASL));
    }

    @Test
    @Tag("KT251")
    void aWrongPasswordEndsTheStart() {
        KazooClient client = newClient(
                builder -> builder.hosts(server.address()).sasl(SaslOptions.digestMd5(USER, "wrong-" + PASSWORD)));
        assertThatExceptionOfType(AuthFailedException.class)
                .isThrownBy(() -> client.start(LIMIT))
                .withMessageContaining("SASL")
                .satisfies(e -> assertThat(e).hasMessageNotContaining(PASSWORD));
        assertThat(client.state()).isEqualTo(KazooState.LOST);
    }

    @Test
    @Tag("KT248")
    void anIdentityMayComeAsACredential() {
        assertIsUser(start(builder -> builder.auth("sasl", USER + ":" + PASSWORD)));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> builder().sasl(SASL).auth("sasl", "another:x"));
    }

    @Test
    @Tag("KT249")
    void aWrongPasswordInACredentialEndsTheStart() {
        KazooClient client =
                newClient(builder -> builder.hosts(server.address()).auth("sasl", USER + ":wrong"));
        assertThatExceptionOfType(AuthFailedException.class).isThrownBy(() -> client.start(LIMIT));
    }

    @Test
    void anIdentityMayComeFromTheJaasConfiguration() {
        Configuration before = currentConfiguration();
        AppConfigurationEntry entry = new AppConfigurationEntry(
                "org.apache.zookeeper.server.auth.DigestLoginModule",
                LoginModuleControlFlag.REQUIRED,
                Map.of("username", USER, "password", PASSWORD));
        Configuration.setConfiguration(new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return name.equals("Client") ? new AppConfigurationEntry[] {entry} : nothing();
            }
        });
        try {
            assertIsUser(start(SaslOptions.jaas("Client")));
            KazooClient other =
                    newClient(builder -> builder.hosts(server.address()).sasl(SaslOptions.jaas("Nobody")));
            assertThatExceptionOfType(AuthFailedException.class)
                    .isThrownBy(() -> other.start(LIMIT))
                    .withMessageContaining("no section Nobody");
        } finally {
            Configuration.setConfiguration(before);
        }
    }

    /** Null if there is none, which puts things back as they were. */
    private static Configuration currentConfiguration() {
        try {
            return Configuration.getConfiguration();
        } catch (SecurityException e) {
            return nothing();
        }
    }

    @Test
    void everyConnectionIsAuthenticatedBeforeItIsUsed() {
        try (FaultProxy way = FaultProxy.to(server.socketAddress())) {
            KazooClient client =
                    start(builder -> builder.hosts(way.connectString()).sasl(SASL));
            assertIsUser(client);
            Events<EventType> changes = new Events<>();
            client.get(node, event -> changes.add(event.type()));
            for (int i = 0; i < 3; i++) {
                way.cut();
                eventually(() ->
                        assertThat(client.retry(() -> client.get(node)).data()).isEqualTo(DATA));
            }
            client.retry(() -> client.set(node, DATA));
            changes.awaitExactly(EventType.CHANGED);
        }
    }

    @Test
    void aServerWithoutSaslIsRefused() {
        KazooClient client = newClient(builder -> builder.sasl(SASL));
        assertThatExceptionOfType(AuthFailedException.class)
                .isThrownBy(() -> client.start(LIMIT))
                .withMessageContaining("not set up for SASL");
        assertThat(client.clientState()).isEqualTo(KeeperState.CLOSED);
    }

    @Test
    void thePasswordIsNotLogged() {
        try (LogTap log = new LogTap()) {
            start(SASL).stop();
            KazooClient refused = newClient(
                    builder -> builder.hosts(server.address()).sasl(SaslOptions.digestMd5(USER, "wrong-" + PASSWORD)));
            assertThatExceptionOfType(AuthFailedException.class).isThrownBy(() -> refused.start(LIMIT));
            assertThat(log.text()).contains("CONNECTED").doesNotContain(PASSWORD);
        }
    }
}
