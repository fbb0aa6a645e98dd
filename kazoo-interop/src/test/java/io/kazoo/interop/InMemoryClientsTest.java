package io.kazoo.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.StateListener;
import io.kazoo.WatchMode;
import io.kazoo.WatchType;
import io.kazoo.WatchedEvent;
import io.kazoo.testing.InMemoryOptions;
import io.kazoo.testing.InMemoryZooKeeper;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be done to clients of the server in memory, and what the comparison of histories has no steps for. */
class InMemoryClientsTest {
    private InMemoryZooKeeper server;
    private KazooClient client;

    @BeforeEach
    void start() {
        server = InMemoryZooKeeper.start(InMemoryOptions.defaults().withSweep(Duration.ofMillis(20)));
        client = KazooClient.builder().hosts(server.connectString()).build();
        client.start();
    }

    @AfterEach
    void stop() {
        try {
            client.close();
        } finally {
            server.close();
        }
    }

    @Test
    void aSessionOutlivesItsConnections() {
        long session = session();
        client.create("/mine", new byte[0], CreateMode.EPHEMERAL);
        List<WatchedEvent> events = new CopyOnWriteArrayList<>();
        client.exists("/mine", events::add);
        assertThat(server.watchedPaths()).containsExactly("/mine");
        server.dropConnections();
        await().until(() -> server.watchedPaths().equals(List.of("/mine")));
        assertThat(server.sessions()).containsExactly(session);
        assertThat(server.connectionCount()).isEqualTo(1);
        client.delete("/mine");
        await().until(() -> events.size() == 1);
    }

    @Test
    void anExpiredSessionTakesItsNodesAlong() {
        List<KazooState> states = new CopyOnWriteArrayList<>();
        client.addListener(new StateListener() {
            @Override
            public void stateChanged(KazooState state) {
                states.add(state);
            }
        });
        client.create("/mine", new byte[0], CreateMode.EPHEMERAL);
        long session = session();
        assertThat(server.expireSession(session)).isTrue();
        assertThat(server.expireSession(session)).isFalse();
        await().until(() -> states.contains(KazooState.LOST) && states.indexOf(KazooState.CONNECTED) >= 0);
        assertThat(server.paths()).isEmpty();
        assertThat(session()).isNotEqualTo(session);
    }

    @Test
    void aClientThatIsGoneIsForgotten() {
        client.create("/mine", new byte[0], CreateMode.EPHEMERAL);
        client.stop();
        assertThat(server.sessions()).isEmpty();
        assertThat(server.paths()).isEmpty();
        await().until(() -> server.connectionCount() == 0);
    }

    @Test
    void nodesWithATimeToLiveGoInTime() {
        client.create(
                "/short", new byte[0], CreateOptions.of(CreateMode.PERSISTENT).withTtl(Duration.ofMillis(50)));
        client.create(
                "/long", new byte[0], CreateOptions.of(CreateMode.PERSISTENT).withTtl(Duration.ofHours(1)));
        await().until(() -> server.paths().equals(List.of("/long")));
    }

    @Test
    void emptyContainersGo() {
        client.create("/container", new byte[0], CreateMode.CONTAINER);
        client.create("/never-used", new byte[0], CreateMode.CONTAINER);
        client.create("/container/child");
        client.delete("/container/child");
        await().until(() -> server.paths().equals(List.of("/never-used")));
    }

    @Test
    void persistentWatchesStayAndCanBeRemoved() {
        List<String> events = new CopyOnWriteArrayList<>();
        client.create("/a");
        client.addWatch("/a", WatchMode.PERSISTENT_RECURSIVE, event -> events.add(event.type() + " " + event.path()));
        client.create("/a/b");
        client.set("/a/b", new byte[1]);
        client.delete("/a/b");
        client.set("/a", new byte[1]);
        await().until(() -> events.size() == 4);
        assertThat(events).containsExactly("CREATED /a/b", "CHANGED /a/b", "DELETED /a/b", "CHANGED /a");
        assertThat(client.checkWatches("/a", WatchType.PERSISTENT_RECURSIVE)).isTrue();
        assertThat(client.removeAllWatches("/a", WatchType.PERSISTENT_RECURSIVE))
                .isTrue();
        assertThat(client.checkWatches("/a", WatchType.PERSISTENT_RECURSIVE)).isFalse();
        assertThat(server.watchedPaths()).isEmpty();
    }

    @Test
    void whatIsBelowANodeIsCounted() {
        client.create("/a");
        client.create("/a/b", new byte[0], CreateMode.EPHEMERAL);
        client.create("/ab");
        assertThat(client.getAllChildrenNumber("/a")).isEqualTo(1);
        assertThat(client.getEphemerals("/")).containsExactly("/a/b");
        assertThat(client.getEphemerals("/ab")).isEmpty();
        assertThat(client.serverVersion()).isEqualTo("3.9.5");
    }

    private long session() {
        return client.clientId().orElseThrow().sessionId();
    }
}
