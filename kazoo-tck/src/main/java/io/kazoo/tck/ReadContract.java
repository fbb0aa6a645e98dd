package io.kazoo.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.kazoo.EventType;
import io.kazoo.KazooClient;
import io.kazoo.KeeperState;
import io.kazoo.NodeChildren;
import io.kazoo.NodeData;
import io.kazoo.NodeOperations;
import io.kazoo.WatchedEvent;
import io.kazoo.ZnodeStat;
import io.kazoo.exceptions.NoNodeException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading nodes, and the one-shot watches that reading sets. */
public abstract class ReadContract extends ClientContract {
    private static final byte[] DATA = "data".getBytes(UTF_8);

    private KazooClient client;

    /** For subclasses. */
    protected ReadContract() {}

    @BeforeEach
    void start() {
        client = startClient();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT061")
    void syncReturnsItsPath(Face face) {
        assertThat(on(face).sync("/")).isEqualTo("/");
        assertThat(on(face).sync("/not/there")).isEqualTo("/not/there");
        assertThat(on(face).sync("relative/")).isEqualTo("/relative");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT062")
    void existsIsEmptyForWhatIsMissing(Face face) {
        assertThat(on(face).exists("/a")).isEmpty();
        assertThat(on(face).exists("/a/b")).as("the parent is missing too").isEmpty();
        client.create("/a", DATA);
        ZnodeStat stat = on(face).exists("/a").orElseThrow();
        assertThat(stat).isEqualTo(on(face).get("/a").stat());
        assertThat(stat.dataLength()).isEqualTo(DATA.length);
        assertThat(on(face).exists("/a/b")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT080")
    void childrenAreNames(Face face) {
        assertThat(on(face).getChildren("/")).isEmpty();
        client.create("/a");
        client.create("/a/x");
        client.create("/a/y");
        assertThat(on(face).getChildren("/")).containsExactly("a");
        assertThat(on(face).getChildren("/a")).containsExactlyInAnyOrder("x", "y");
        assertThat(on(face).getChildren("/a/x")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT081")
    void childrenCanComeWithTheParentsMetadata(Face face) {
        client.create("/a");
        NodeChildren none = on(face).getChildrenWithStat("/a");
        assertThat(none.children()).isEmpty();
        assertThat(none.stat()).isEqualTo(client.get("/a").stat());
        client.create("/a/x");
        NodeChildren one = on(face).getChildrenWithStat("/a");
        assertThat(one.children()).containsExactly("x");
        assertThat(one.stat().numChildren()).isEqualTo(1);
        assertThat(one.stat().version()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT082")
    void manyChildrenCanComeWithTheParentsMetadata(Face face) {
        for (String path : List.of("/a", "/a/x", "/a/y", "/a/z")) {
            client.create(path);
        }
        NodeChildren three = on(face).getChildrenWithStat("/a");
        assertThat(three.children()).containsExactlyInAnyOrder("x", "y", "z");
        assertThat(three.stat()).isEqualTo(client.get("/a").stat());
        assertThat(three.stat().numChildren()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT083")
    @Tag("KT151")
    void whatIsMissingCannotBeRead(Face face) {
        assertThatExceptionOfType(NoNodeException.class)
                .isThrownBy(() -> on(face).getChildren("/none"))
                .satisfies(e -> assertThat(e.path()).hasValue("/none"));
        assertThatExceptionOfType(NoNodeException.class).isThrownBy(() -> on(face).getChildrenWithStat("/none"));
        assertThatExceptionOfType(NoNodeException.class).isThrownBy(() -> on(face).get("/none"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "/a/../b", ".", "/./a"})
    @Tag("KT084")
    void relativeComponentsAreRefusedBeforeSending(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> client.getChildren(path));
        assertThatIllegalArgumentException().isThrownBy(() -> client.getChildrenWithStat(path));
        assertThatIllegalArgumentException().isThrownBy(() -> client.get(path));
        assertThatIllegalArgumentException().isThrownBy(() -> client.exists(path));
        assertThatIllegalArgumentException().isThrownBy(() -> client.sync(path));
        assertThatIllegalArgumentException().isThrownBy(() -> client.async().getChildren(path));
        assertWorks(client);
    }

    @Test
    @Tag("KT058")
    @Tag("KT063")
    @Tag("KT085")
    void nullIsRefusedInTheCall() {
        assertThatNullPointerException().isThrownBy(() -> client.get(nothing()));
        assertThatNullPointerException().isThrownBy(() -> client.exists(nothing()));
        assertThatNullPointerException().isThrownBy(() -> client.getChildren(nothing()));
        assertThatNullPointerException().isThrownBy(() -> client.getChildrenWithStat(nothing()));
        assertThatNullPointerException().isThrownBy(() -> client.sync(nothing()));
        assertThatNullPointerException().isThrownBy(() -> client.async().get(nothing()));
        assertThatNullPointerException().isThrownBy(() -> client.async().exists(nothing()));
        assertThatNullPointerException().isThrownBy(() -> client.async().getChildren(nothing()));
        assertWorks(client);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT064")
    void anExistsWatchSeesTheNodeComing(Face face) {
        Events<WatchedEvent> events = new Events<>();
        assertThat(on(face).exists("/a", events::add)).isEmpty();
        assertThat(on(face).create("/a", DATA)).isEqualTo("/a");
        WatchedEvent event = events.awaitSize(1).get(0);
        assertThat(event.type()).isEqualTo(EventType.CREATED);
        assertThat(event.path()).as("without the chroot").isEqualTo("/a");
        assertThat(event.state()).isEqualTo(KeeperState.CONNECTED);
        long created = client.get("/a").stat().czxid();
        assertThat(event.zxid())
                .as("the transaction, which ZooKeeper names since 3.9")
                .isEqualTo(release().isSince(9) ? created : -1);
    }

    @ParameterizedTest
    @EnumSource
    void watchesFireOnceForWhatTheyWatch(Face face) {
        Events<WatchedEvent> data = new Events<>();
        Events<WatchedEvent> exists = new Events<>();
        Events<WatchedEvent> children = new Events<>();
        client.create("/a", DATA);
        on(face).get("/a", data::add);
        on(face).exists("/a", exists::add);
        on(face).getChildrenWithStat("/a", children::add);
        client.create("/a/x");
        assertThat(children.awaitSize(1).get(0).type()).isEqualTo(EventType.CHILD);
        client.set("/a", DATA);
        assertThat(data.awaitSize(1).get(0).type()).isEqualTo(EventType.CHANGED);
        assertThat(exists.awaitSize(1).get(0).type()).isEqualTo(EventType.CHANGED);
        on(face).getChildren("/a", children::add);
        client.deleteRecursive("/a");
        assertThat(children.awaitSize(2).get(1).type())
                .as("the child goes first")
                .isEqualTo(EventType.CHILD);
        Events<WatchedEvent> last = new Events<>();
        on(face).exists("/a", last::add);
        client.create("/a");
        last.awaitSize(1);
        assertThat(data.all()).as("one-shot").hasSize(1);
        assertThat(exists.all()).as("one-shot").hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void deletionFiresEveryKindOfWatch(Face face) {
        Events<WatchedEvent> events = new Events<>();
        client.create("/a", DATA);
        on(face).get("/a", event -> events.add(event));
        on(face).exists("/a", event -> events.add(event));
        on(face).getChildren("/a", event -> events.add(event));
        client.delete("/a");
        assertThat(events.awaitSize(3)).extracting(WatchedEvent::type).containsOnly(EventType.DELETED);
    }

    @ParameterizedTest
    @EnumSource
    void theSameWatcherIsCalledOncePerPath(Face face) {
        Events<WatchedEvent> events = new Events<>();
        Events<WatchedEvent> barrier = new Events<>();
        io.kazoo.Watcher watcher = events::add;
        client.create("/a", DATA);
        on(face).get("/a", watcher);
        on(face).get("/a", watcher);
        on(face).exists("/a", watcher);
        on(face).get("/a", barrier::add);
        client.set("/a", DATA);
        barrier.awaitSize(1);
        assertThat(events.awaitSize(1)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aFailedReadSetsNoWatch(Face face) {
        Events<WatchedEvent> events = new Events<>();
        assertThatExceptionOfType(NoNodeException.class).isThrownBy(() -> on(face).get("/a", events::add));
        assertThatExceptionOfType(NoNodeException.class).isThrownBy(() -> on(face).getChildren("/a", events::add));
        Events<WatchedEvent> barrier = new Events<>();
        on(face).exists("/a", barrier::add);
        client.create("/a");
        barrier.awaitSize(1);
        assertThat(events.all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT057")
    void metadataHasKazoosOtherNames(Face face) {
        client.create("/a", DATA);
        ZnodeStat before = on(face).get("/a").stat();
        ZnodeStat after = on(face).set("/a", "longer".getBytes(UTF_8), before.version());
        assertThat(after.version()).isEqualTo(before.version() + 1);
        assertThat(after.mzxid()).isGreaterThan(before.mzxid());
        NodeData read = on(face).get("/a");
        assertThat(read.stat()).isEqualTo(after);
        assertThat(after.aclVersion()).isEqualTo(after.aversion());
        assertThat(after.childrenVersion()).isEqualTo(after.cversion());
        assertThat(after.created().toEpochMilli()).isEqualTo(after.ctime());
        assertThat(after.lastModified().toEpochMilli()).isEqualTo(after.mtime());
        assertThat(after.ownerSessionId()).isEmpty();
        assertThat(after.creationTransactionId()).isEqualTo(after.czxid());
        assertThat(after.lastModifiedTransactionId()).isEqualTo(after.mzxid());
        assertThat(after.dataLength()).isEqualTo(6);
        assertThat(after.childrenCount()).isEqualTo(after.numChildren());
    }

    private NodeOperations on(Face face) {
        return face.of(client);
    }
}
