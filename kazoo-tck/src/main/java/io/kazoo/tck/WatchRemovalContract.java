package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.NodeData;
import io.kazoo.WatchMode;
import io.kazoo.WatchType;
import io.kazoo.Watcher;
import io.kazoo.testing.FourLetterWords;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The end of watches: nobody is told any more, and nothing is left on the server, which is asked to count. */
public abstract class WatchRemovalContract extends ClientContract {
    private static final byte[] DATA = "data".getBytes(UTF_8);

    private final Events<String> told = new Events<>();
    private final Watcher watcher = event -> told.add(event.type() + " " + event.path());
    private final Events<String> elsewhere = new Events<>();
    private final Watcher another = event -> elsewhere.add(event.type() + " " + event.path());
    private KazooClient client;
    private KazooClient other;

    /** For subclasses. */
    protected WatchRemovalContract() {}

    @BeforeEach
    void start() {
        client = startProxied();
        other = startClient();
        other.create("/a");
        awaitCount(0);
    }

    /** Waits until the server has so many watches; no other test's clients are there. */
    private void awaitCount(int expected) {
        eventually(() -> assertThat(
                        FourLetterWords.metrics(server().socketAddress(), LIMIT).get("zk_watch_count"))
                .isEqualTo(String.valueOf(expected)));
    }

    private void set(WatchType type, String path, Watcher who) {
        switch (type) {
            case CHILDREN -> client.getChildren(path, who);
            case DATA -> client.get(path, who);
            case PERSISTENT -> client.addWatch(path, WatchMode.PERSISTENT, who);
            case PERSISTENT_RECURSIVE -> client.addWatch(path, WatchMode.PERSISTENT_RECURSIVE, who);
            case ANY ->
                List.of(WatchType.CHILDREN, WatchType.DATA, WatchType.PERSISTENT, WatchType.PERSISTENT_RECURSIVE)
                        .forEach(each -> set(each, path, who));
        }
    }

    /** Before 3.9 servers can only be asked for watches of any type. */
    private boolean isSet(WatchType type) {
        boolean stays = type == WatchType.PERSISTENT || type == WatchType.PERSISTENT_RECURSIVE;
        return client.checkWatches("/a", stays && !release().isSince(9) ? WatchType.ANY : type);
    }

    @ParameterizedTest
    @EnumSource(names = {"CHILDREN", "DATA"})
    void theLastWatcherTakesTheServersWatchAway(WatchType type) {
        assertTheLastTakesItAway(type);
    }

    @ParameterizedTest
    @EnumSource(names = {"PERSISTENT", "PERSISTENT_RECURSIVE", "ANY"})
    @KnownSince(6)
    void soDoesTheLastOneOfThoseThatStay(WatchType type) {
        assertTheLastTakesItAway(type);
    }

    private void assertTheLastTakesItAway(WatchType type) {
        assertThat(isSet(type)).isFalse();
        set(type, "/a", watcher);
        set(type, "/a", another);
        assertThat(isSet(type)).isTrue();
        assertThat(client.removeWatch("/a", type, watcher)).isTrue();
        assertThat(client.removeWatch("/a", type, watcher)).isFalse();
        assertThat(isSet(type)).isTrue();
        assertThat(client.async().removeWatch("/a", type, another).get(LIMIT)).isTrue();
        assertThat(isSet(type)).isFalse();
        awaitCount(0);
        other.set("/a", DATA);
        other.create("/a/b");
        other.delete("/a/b");
        other.delete("/a");
        client.sync("/");
        assertThat(told.all()).isEmpty();
        assertThat(elsewhere.all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"CHILDREN", "DATA"})
    void everybodyCanBeTakenOff(WatchType type) {
        assertEverybodyGoes(type);
    }

    @ParameterizedTest
    @EnumSource(names = {"PERSISTENT", "PERSISTENT_RECURSIVE", "ANY"})
    @KnownSince(6)
    void everybodyWhoStaysCanBeTakenOff(WatchType type) {
        assertEverybodyGoes(type);
    }

    private void assertEverybodyGoes(WatchType type) {
        set(type, "/a", watcher);
        set(type, "/a", another);
        assertThat(client.removeAllWatches("/a", type)).isTrue();
        assertThat(client.async().removeAllWatches("/a", type).get(LIMIT)).isFalse();
        awaitCount(0);
    }

    @Test
    @KnownSince(6)
    void otherTypesAndPathsStay() {
        release().assumeSince(9, "one watch on a path takes the other's place (ZOOKEEPER-4466)");
        other.create("/b");
        set(WatchType.ANY, "/a", watcher);
        set(WatchType.DATA, "/b", watcher);
        client.removeWatch("/a", WatchType.DATA, watcher);
        assertThat(client.checkWatches("/a", WatchType.DATA)).isFalse();
        assertThat(client.checkWatches("/a", WatchType.CHILDREN)).isTrue();
        assertThat(client.checkWatches("/a", WatchType.PERSISTENT)).isTrue();
        assertThat(client.checkWatches("/a", WatchType.PERSISTENT_RECURSIVE)).isTrue();
        assertThat(client.checkWatches("/b", WatchType.DATA)).isTrue();
        client.removeWatch("/a", WatchType.ANY, watcher);
        other.set("/b", DATA);
        told.awaitExactly("CHANGED /b");
        awaitCount(0);
    }

    @Test
    void aWatchOnWhatIsMissingIsRemovedToo() {
        client.exists("/missing", watcher);
        awaitCount(1);
        assertThat(client.removeWatch("/missing", WatchType.DATA, watcher)).isTrue();
        awaitCount(0);
    }

    @Test
    @KnownSince(6)
    void withoutAConnectionItIsNotSetAgain() {
        set(WatchType.ANY, "/a", watcher);
        disconnect(client);
        assertThat(client.removeWatch("/a", WatchType.ANY, watcher))
                .as("does not wait")
                .isTrue();
        proxy().heal();
        assertWorks(client);
        awaitCount(0);
    }

    @Test
    @KnownSince(6)
    void aLostConnectionIsNoReasonToFail() {
        set(WatchType.PERSISTENT, "/a", watcher);
        proxy().blackhole(true);
        AsyncResult<Boolean> removed = client.async().removeWatch("/a", WatchType.PERSISTENT, watcher);
        proxy().heal();
        proxy().cut();
        assertThat(removed.get(LIMIT)).isTrue();
        assertWorks(client);
        awaitCount(0);
    }

    /** A thousand times set and removed, in all orders there are, and nothing is left. */
    @Test
    void requestsThatCrossLeaveNothingBehind() {
        List<AsyncResult<?>> results = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            Watcher own = event -> told.add(event.type() + " " + event.path());
            AsyncResult<NodeData> get = client.async().get("/a", own);
            results.add(get);
            results.add(client.async().getChildren(i % 2 == 0 ? "/a" : "/", own));
            switch (i % 4) {
                case 0 -> results.add(client.async().removeWatch("/a", WatchType.ANY, own));
                case 1 -> get.cancel();
                case 2 -> results.add(client.async().removeAllWatches("/a", WatchType.DATA));
                default -> results.add(client.async().removeAllWatches("/", WatchType.CHILDREN));
            }
        }
        results.forEach(result -> assertThat(result.await(LIMIT)).isTrue());
        client.removeAllWatches("/a", WatchType.ANY);
        client.removeAllWatches("/", WatchType.ANY);
        awaitCount(0);
        set(WatchType.DATA, "/a", another);
        other.set("/a", DATA);
        elsewhere.awaitExactly("CHANGED /a");
        assertThat(told.all()).isEmpty();
    }

    /** One watcher comes while another goes: whoever has its reply is told of the next change. */
    @Test
    void whoComesWhileAnotherGoesIsTold() {
        for (int i = 0; i < 200; i++) {
            Events<Object> comes = new Events<>();
            client.get("/a", watcher);
            AsyncResult<NodeData> get = client.async().get("/a", comes::add);
            AsyncResult<Boolean> gone = client.async().removeWatch("/a", WatchType.DATA, watcher);
            AsyncResult<NodeData> after = client.async().get("/a", another);
            get.get(LIMIT);
            gone.get(LIMIT);
            after.get(LIMIT);
            other.set("/a", DATA);
            comes.awaitSize(1);
            elsewhere.awaitSize(i + 1);
        }
        assertThat(told.all()).isEmpty();
        awaitCount(0);
    }
}
