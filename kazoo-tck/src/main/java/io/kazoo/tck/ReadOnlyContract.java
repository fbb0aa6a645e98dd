package io.kazoo.tck;

import static io.kazoo.KazooState.CONNECTED;
import static io.kazoo.KazooState.SUSPENDED;
import static io.kazoo.tck.Waiting.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.HostPort;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.KeeperState;
import io.kazoo.WatchedEvent;
import io.kazoo.exceptions.NotReadOnlyException;
import io.kazoo.testing.ManagedZooKeeper;
import io.kazoo.testing.ZooKeeperCluster;
import io.kazoo.testing.ZooKeeperOptions;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An ensemble that has lost its majority still answers who only reads. */
public abstract class ReadOnlyContract extends ClientContract {
    private static final byte[] DATA = "data".getBytes(UTF_8);

    /** Since ZooKeeper 3.7 a server without a leader makes local sessions only. */
    private static final ZooKeeperOptions OPTIONS = ZooKeeperOptions.defaults()
            .withSystemProperty("readonlymode.enabled", "true")
            .withConfig("localSessionsEnabled", "true")
            .withConfig("localSessionsUpgradingEnabled", "true");

    /** For subclasses. */
    protected ReadOnlyContract() {}

    @Test
    @Tag("KT121")
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aServerThatOnlyReadsWillDoUntilOneWrites() {
        ZooKeeperCluster cluster = closeLater(ZooKeeperCluster.launch(3, OPTIONS));
        cluster.awaitServing(Duration.ofSeconds(40));
        try (KazooClient writer =
                startClient(builder -> builder.hosts(cluster.server(0).address()))) {
            writer.create("/a", DATA);
            writer.sync("/");
        }
        cluster.server(1).kill();
        cluster.server(2).kill();
        KazooClient client =
                newClient(builder -> builder.hosts(cluster.connectString()).readOnly(true));
        Events<KazooState> states = new Events<>();
        client.addListener(states::add);
        client.start(Duration.ofSeconds(40));
        assertThat(client.clientState()).isEqualTo(KeeperState.CONNECTED_RO);
        assertThat(client.isConnected()).isTrue();
        assertThat(client.connectedServer()).hasValue(at(cluster.server(0)));
        Events<WatchedEvent> events = new Events<>();
        assertThat(client.get("/a", events::add).data()).isEqualTo(DATA);
        assertThatExceptionOfType(NotReadOnlyException.class).isThrownBy(() -> client.create("/b", DATA));
        cluster.heal(Duration.ofSeconds(40));
        eventually(() -> assertThat(client.clientState()).isEqualTo(KeeperState.CONNECTED));
        assertThat(states.all())
                .startsWith(CONNECTED, SUSPENDED)
                .endsWith(CONNECTED)
                .doesNotContain(KazooState.LOST);
        assertThat(client.retry(() -> client.set("/a", null)).version()).isEqualTo(1);
        events.awaitSize(1);
        client.stop();
    }

    private static HostPort at(ManagedZooKeeper server) {
        return new HostPort(server.socketAddress().getAddress().getHostAddress(), server.port());
    }
}
