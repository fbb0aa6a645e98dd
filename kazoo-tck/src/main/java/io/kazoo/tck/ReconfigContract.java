package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.EventType;
import io.kazoo.HostPort;
import io.kazoo.KazooClient;
import io.kazoo.NodeData;
import io.kazoo.WatchedEvent;
import io.kazoo.exceptions.BadArgumentsException;
import io.kazoo.exceptions.BadVersionException;
import io.kazoo.exceptions.NoAuthException;
import io.kazoo.testing.ZooKeeperCluster;
import io.kazoo.testing.junit.ZooKeeperTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The configuration of an ensemble: read, watched and changed. */
@ZooKeeperTest(servers = 3)
@SuppressWarnings("exports") // who runs it has kazoo-testing
public abstract class ReconfigContract extends ClientContract {
    /** A member that is never started: an observer has no vote. */
    private static final String OBSERVER = "server.100=127.0.0.1:10000:20000:observer;127.0.0.1:30000";

    private KazooClient client;

    /** For subclasses. */
    protected ReconfigContract() {}

    @BeforeEach
    void start() {
        client = startClient();
    }

    private void becomeSuper() {
        client.addAuth("digest", "super:test");
    }

    private static String text(NodeData config) {
        byte[] data = config.data();
        return data == null ? "" : new String(data, UTF_8);
    }

    private static long version(NodeData config) {
        String text = text(config);
        return Long.parseLong(text.substring(text.indexOf("version=") + 8).trim(), 16);
    }

    @Test
    void anybodyMayReadIt() {
        String config = text(client.getConfig());
        assertThat(config).contains("server.1=", "server.2=", "server.3=", "version=");
        assertThat(text(client.async().getConfig().get(LIMIT))).isEqualTo(config);
    }

    @Test
    @Tag("KT109")
    void notEverybodyMayChangeIt() {
        assertThatExceptionOfType(NoAuthException.class).isThrownBy(() -> client.reconfig(OBSERVER, null, null, -1));
        assertWorks(client);
    }

    @Test
    @Tag("KT110")
    void membersJoinAndLeave() {
        becomeSuper();
        Events<WatchedEvent> events = new Events<>();
        NodeData before = client.getConfig(events::add);
        NodeData joined = client.reconfig(OBSERVER, null, null, -1);
        try {
            assertThat(text(joined)).contains(OBSERVER);
            WatchedEvent event = events.awaitSize(1).get(0);
            assertThat(event.type()).isEqualTo(EventType.CHANGED);
            assertThat(event.path()).as("no chroot applies").isEqualTo("/zookeeper/config");
            assertThatExceptionOfType(BadVersionException.class)
                    .isThrownBy(() -> client.reconfig(null, "100", null, version(joined) + 1));
        } finally {
            NodeData left =
                    client.async().reconfig(null, "100", null, version(joined)).get(LIMIT);
            assertThat(text(left)).doesNotContain("server.100").contains("server.1=");
            assertThat(version(left)).isGreaterThan(version(joined)).isGreaterThan(version(before));
        }
    }

    private List<String> servers(KazooClient which) {
        return which.hosts().servers().stream().map(HostPort::toString).toList();
    }

    /** A name that was given stays, members without one come and go. */
    @Test
    void aClientFollowsTheEnsembleIfItIsAskedTo(ZooKeeperCluster cluster) {
        String first = "localhost:" + cluster.server(0).port();
        String second = "localhost:" + cluster.server(1).port();
        String third = cluster.server(2).address();
        KazooClient follower = startClient(
                builder -> builder.hosts(first + "," + second + chroot()).followEnsemble(true));
        eventually(() -> assertThat(servers(follower)).containsExactly(first, second, third));
        becomeSuper();
        client.reconfig(OBSERVER, null, null, -1);
        try {
            eventually(() -> assertThat(servers(follower)).containsExactly(first, second, third, "127.0.0.1:30000"));
        } finally {
            client.reconfig(null, "100", null, -1);
        }
        eventually(() -> assertThat(servers(follower)).containsExactly(first, second, third));
        assertThat(follower.hosts().chroot()).isEqualTo(chroot());
        assertWorks(follower);
        assertThat(servers(client)).as("who was not asked to").hasSize(1);
    }

    /** As behind a proxy: none of the hosts given is a member. */
    @Test
    void aClientThatComesAnotherWayKeepsIt() {
        try (LogTap log = new LogTap()) {
            KazooClient follower =
                    startClient(builder -> builder.hosts(proxied()).followEnsemble(true));
            becomeSuper();
            Events<WatchedEvent> events = new Events<>();
            follower.getConfig(events::add);
            client.reconfig(OBSERVER, null, null, -1);
            client.reconfig(null, "100", null, -1);
            events.awaitSize(1);
            follower.getConfig();
            assertWorks(follower);
            assertThat(servers(follower)).containsExactly(proxy().connectString());
            assertThat(log.text()).doesNotContain("the ensemble has changed");
        }
    }

    @Test
    @Tag("KT111")
    void whatCannotBeUnderstoodIsAnError() {
        becomeSuper();
        assertThatExceptionOfType(BadArgumentsException.class)
                .isThrownBy(() -> client.reconfig("something:invalid", null, null, -1));
        assertWorks(client);
    }
}
