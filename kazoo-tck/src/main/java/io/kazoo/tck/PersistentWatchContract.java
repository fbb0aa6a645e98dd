package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.EventType;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.KeeperState;
import io.kazoo.WatchMode;
import io.kazoo.WatchType;
import io.kazoo.WatchedEvent;
import io.kazoo.Watcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Watches that stay. */
@KnownSince(6)
public abstract class PersistentWatchContract extends ClientContract {
    private static final byte[] DATA = "data".getBytes(UTF_8);

    private final Events<WatchedEvent> events = new Events<>();
    private final Events<String> told = new Events<>();
    private final Watcher watcher = event -> {
        events.add(event);
        told.add(event.type() + " " + event.path());
    };
    private KazooClient client;
    private KazooClient other;

    /** For subclasses. */
    protected PersistentWatchContract() {}

    @BeforeEach
    void start() {
        client = startProxied();
        other = startClient();
    }

    @Test
    void aWatchOfANodeHearsOfItAgainAndAgain() {
        client.addWatch("/a", WatchMode.PERSISTENT, watcher);
        other.create("/a", DATA);
        other.set("/a", DATA);
        long zxid = other.get("/a").stat().mzxid();
        other.create("/a/b");
        other.set("/a/b", DATA);
        other.delete("/a/b");
        other.delete("/a");
        other.create("/a");
        told.awaitExactly("CREATED /a", "CHANGED /a", "CHILD /a", "CHILD /a", "DELETED /a", "CREATED /a");
        long told = release().isSince(9) ? zxid : -1;
        assertThat(events.all().get(1))
                .isEqualTo(new WatchedEvent(EventType.CHANGED, KeeperState.CONNECTED, "/a", told));
    }

    @Test
    void aRecursiveWatchHearsOfAllBelow() {
        client.addWatch("/a", WatchMode.PERSISTENT_RECURSIVE, watcher);
        other.create("/ab");
        other.create("/a");
        other.create("/a/b");
        other.create("/a/b/c");
        other.set("/a/b/c", DATA);
        other.delete("/a/b/c");
        other.set("/ab", DATA);
        other.delete("/a/b");
        told.awaitExactly(
                "CREATED /a", "CREATED /a/b", "CREATED /a/b/c", "CHANGED /a/b/c", "DELETED /a/b/c", "DELETED /a/b");
    }

    /** One-shot watches on the same paths come and go beside it, and each watcher is called once for a change. */
    @Test
    void otherWatchesGoBesideIt() {
        release().assumeSince(9, "one watch on a path takes the other's place (ZOOKEEPER-4466)");
        other.create("/a");
        Events<String> onceOnly = new Events<>();
        Watcher oneShot = event -> onceOnly.add(event.type() + " " + event.path());
        client.addWatch("/a", WatchMode.PERSISTENT, watcher);
        client.addWatch("/a", WatchMode.PERSISTENT_RECURSIVE, watcher);
        client.get("/a", watcher);
        client.get("/a", oneShot);
        client.getChildren("/a", oneShot);
        other.set("/a", DATA);
        told.awaitExactly("CHANGED /a");
        other.create("/a/b");
        told.awaitSize(3);
        onceOnly.awaitExactly("CHANGED /a", "CHILD /a");
        other.set("/a", DATA);
        other.delete("/a/b");
        told.awaitSize(6);
        assertThat(told.all())
                .containsExactlyInAnyOrder(
                        "CHANGED /a", "CREATED /a/b", "CHILD /a", "CHANGED /a", "DELETED /a/b", "CHILD /a");
        assertThat(onceOnly.all()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void setTwiceItIsCalledOnce(WatchMode mode) {
        client.addWatch("/a", mode, watcher);
        client.async().addWatch("/a", mode, watcher).get(LIMIT);
        other.create("/a");
        other.set("/a", DATA);
        told.awaitExactly("CREATED /a", "CHANGED /a");
    }

    /** The server does not replay events for watches that stay; whoever has one must read anew. */
    @ParameterizedTest
    @EnumSource
    void afterALostConnectionItIsSetAgainAndToldToReadAnew(WatchMode mode) {
        client.addWatch("/a", mode, watcher);
        Events<Object> order = new Events<>();
        client.addWatch("/a", mode, event -> order.add(event.type()));
        client.addListener(order::add);
        disconnect(client);
        other.create("/a");
        proxy().heal();
        told.awaitExactly("MAYBE_MISSED /a");
        order.awaitExactly(KazooState.SUSPENDED, EventType.MAYBE_MISSED, KazooState.CONNECTED);
        other.set("/a", DATA);
        told.awaitExactly("MAYBE_MISSED /a", "CHANGED /a");
        loseConnection(client);
        told.awaitExactly("MAYBE_MISSED /a", "CHANGED /a", "MAYBE_MISSED /a");
    }

    @Test
    void withTheSessionItEnds() {
        client.addWatch("/a", WatchMode.PERSISTENT, watcher);
        client.addWatch("/b", WatchMode.PERSISTENT_RECURSIVE, watcher);
        expire(client);
        told.awaitExactly("NONE null");
        assertThat(events.all().get(0).state()).isEqualTo(KeeperState.EXPIRED_SESSION);
        assertWorks(client);
        assertThat(client.retry(() -> client.checkWatches("/a", WatchType.ANY))).isFalse();
        other.create("/a");
        client.retry(() -> client.addWatch("/a", WatchMode.PERSISTENT, watcher));
        other.set("/a", DATA);
        told.awaitExactly("NONE null", "CHANGED /a");
    }

    @Test
    void itWaitsForAConnection() {
        disconnect(client);
        var added = client.async().addWatch("/a", WatchMode.PERSISTENT, watcher);
        proxy().heal();
        added.get(LIMIT);
        other.create("/a");
        told.awaitExactly("CREATED /a");
    }

    @Test
    void theChrootIsInvisible() {
        client.addWatch("/", WatchMode.PERSISTENT_RECURSIVE, watcher);
        other.create("/a");
        other.set("/", DATA);
        told.awaitExactly("CREATED /a", "CHANGED /");
    }
}
