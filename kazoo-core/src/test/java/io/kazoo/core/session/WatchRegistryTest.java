package io.kazoo.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kazoo.EventType;
import io.kazoo.WatchType;
import io.kazoo.Watcher;
import io.kazoo.core.protocol.WatchBatch;
import io.kazoo.core.protocol.WatchKind;
import io.kazoo.handler.Handler;
import io.kazoo.handler.Lane;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatchRegistryTest {
    private final WatchRegistry registry = new WatchRegistry();
    private final WatchTarget one = target();
    private final WatchTarget two = target();

    private static WatchTarget target() {
        return new WatchTarget(new NamelessWatcher(), new NoLane(), "");
    }

    /** Each is another one; a lambda that captures nothing would be one object. */
    private static final class NamelessWatcher implements Watcher {
        @Override
        public void onEvent(io.kazoo.WatchedEvent event) {
            throw new AssertionError("the registry calls nobody");
        }
    }

    private static final class NoLane implements Lane {
        @Override
        public void execute(Runnable task) {
            throw new AssertionError("the registry calls nobody");
        }

        @Override
        public boolean isCurrent() {
            return false;
        }

        @Override
        public Handler handler() {
            throw new AssertionError("the registry needs no handler");
        }
    }

    /** Which tables an event empties. */
    @ParameterizedTest
    @CsvSource({
        "CREATED, true, true, false",
        "CHANGED, true, true, false",
        "DELETED, true, true, true",
        "CHILD, false, false, true"
    })
    void tablesOfAnEvent(EventType type, boolean data, boolean exist, boolean child) {
        Map<WatchKind, Boolean> hit = Map.of(WatchKind.DATA, data, WatchKind.EXIST, exist, WatchKind.CHILD, child);
        for (WatchKind kind : hit.keySet()) {
            WatchRegistry fresh = new WatchRegistry();
            fresh.add(kind, "/a", one);
            assertThat(fresh.take(type, "/b")).isEmpty();
            if (hit.get(kind)) {
                assertThat(fresh.take(type, "/a")).as("%s", kind).containsExactly(one);
                assertThat(fresh.take(type, "/a")).as("one-shot").isEmpty();
            } else {
                assertThat(fresh.take(type, "/a")).as("%s", kind).isEmpty();
                assertThat(fresh.takeAll()).containsExactly(one);
            }
        }
    }

    @Test
    void noWatchWaitsForTheEndOfTheSession() {
        assertThatThrownBy(() -> registry.take(EventType.NONE, "/a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyWatcherOfAPathIsTold() {
        registry.add(WatchKind.DATA, "/a", one);
        registry.add(WatchKind.DATA, "/a", two);
        assertThat(registry.take(EventType.CHANGED, "/a")).containsExactly(one, two);
    }

    @Test
    void aWatcherInSeveralTablesIsToldOnce() {
        for (WatchKind kind : WatchKind.values()) {
            registry.add(kind, "/a", one);
        }
        assertThat(registry.take(EventType.DELETED, "/a")).containsExactly(one);
        assertThat(registry.take(EventType.DELETED, "/a")).as("those that stay").containsExactly(one);
        assertThat(registry.takeAll()).containsExactly(one);
        assertThat(registry.takeAll()).isEmpty();
    }

    @Test
    void aWatcherSetTwiceIsToldOnceOnTheLaneItWasFirstSetThrough() {
        WatchTarget again = new WatchTarget(one.watcher(), new NoLane(), "");
        registry.add(WatchKind.DATA, "/a", one);
        registry.add(WatchKind.DATA, "/a", again);
        assertThat(registry.take(EventType.CHANGED, "/a")).singleElement().isSameAs(one);
    }

    @Test
    void theEndOfTheSessionIsToldOnceToEach() {
        registry.add(WatchKind.DATA, "/a", one);
        registry.add(WatchKind.DATA, "/b", one);
        registry.add(WatchKind.CHILD, "/a", one);
        registry.add(WatchKind.EXIST, "/c", two);
        assertThat(registry.takeAll()).containsExactlyInAnyOrder(one, two);
        assertThat(registry.takeAll()).isEmpty();
        assertThat(registry.batches()).isEmpty();
    }

    @Test
    void nothingToSetAgainIsNoPacket() {
        assertThat(registry.batches()).isEmpty();
        registry.add(WatchKind.DATA, "/a", one);
        registry.take(EventType.CHANGED, "/a");
        assertThat(registry.batches()).isEmpty();
    }

    @Test
    void aPacketHasThePathsByTable() {
        registry.add(WatchKind.DATA, "/d", one);
        registry.add(WatchKind.DATA, "/d", two);
        registry.add(WatchKind.EXIST, "/e", one);
        registry.add(WatchKind.CHILD, "/c", one);
        assertThat(paths(registry.batches()))
                .containsExactly(List.of(List.of("/d"), List.of("/e"), List.of("/c"), List.of(), List.of()));
        assertThat(registry.take(EventType.CHANGED, "/d"))
                .as("still registered")
                .containsExactly(one, two);
    }

    /** ZOOKEEPER-706: a server refuses a packet larger than jute.maxbuffer, and the client never comes back. */
    @Test
    void manyPathsAreSetInPacketsOf128KiB() {
        List<WatchKind> kinds = List.of(WatchKind.values());
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 9_000; i++) {
            String path = "/wätches/€/" + i;
            all.add(path);
            registry.add(kinds.get(i % kinds.size()), path, one);
        }
        List<WatchBatch> batches = registry.batches();
        List<String> found = new ArrayList<>();
        int full = 0;
        for (WatchBatch batch : batches) {
            List<String> paths = new ArrayList<>();
            for (WatchKind kind : WatchKind.values()) {
                paths.addAll(batch.paths(kind));
            }
            int bytes = paths.stream()
                    .mapToInt(path -> 4 + path.getBytes(StandardCharsets.UTF_8).length)
                    .sum();
            assertThat(bytes).isBetween(1, 128 * 1024);
            full += bytes > 128 * 1024 - 64 ? 1 : 0;
            found.addAll(paths);
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(all);
        assertThat(full).as("packets that are full but for one path").isEqualTo(batches.size() - 1);
        assertThat(batches.size()).isEqualTo(2);
    }

    @Test
    void aPathLongerThanAPacketHasOneOfItsOwn() {
        String huge = "/" + "x".repeat(200 * 1024);
        registry.add(WatchKind.DATA, "/a", one);
        registry.add(WatchKind.EXIST, huge, one);
        registry.add(WatchKind.CHILD, "/c", one);
        assertThat(paths(registry.batches()))
                .containsExactly(
                        List.of(List.of("/a"), List.of(), List.of(), List.of(), List.of()),
                        List.of(List.of(), List.of(huge), List.of(), List.of(), List.of()),
                        List.of(List.of(), List.of(), List.of("/c"), List.of(), List.of()));
    }

    private static List<List<List<String>>> paths(List<WatchBatch> batches) {
        return batches.stream()
                .map(batch ->
                        Arrays.stream(WatchKind.values()).map(batch::paths).toList())
                .toList();
    }

    @Nested
    class Persistent {
        @ParameterizedTest
        @EnumSource(names = {"CREATED", "DELETED", "CHANGED", "CHILD"})
        void staysAndHearsEverythingOfItsNode(EventType type) {
            registry.add(WatchKind.PERSISTENT, "/a", one);
            assertThat(registry.take(type, "/a")).containsExactly(one);
            assertThat(registry.take(type, "/a")).containsExactly(one);
            assertThat(registry.take(type, "/a/b")).isEmpty();
            assertThat(registry.take(type, "/ab")).isEmpty();
            assertThat(registry.take(type, "/")).isEmpty();
        }

        @ParameterizedTest
        @EnumSource(names = {"CREATED", "DELETED", "CHANGED"})
        void recursiveHearsOfAllBelow(EventType type) {
            registry.add(WatchKind.PERSISTENT_RECURSIVE, "/a", one);
            registry.add(WatchKind.PERSISTENT_RECURSIVE, "/", two);
            assertThat(registry.take(type, "/a")).containsExactly(one, two);
            assertThat(registry.take(type, "/a/b/c")).containsExactly(one, two);
            assertThat(registry.take(type, "/ab")).containsExactly(two);
            assertThat(registry.take(type, "/")).containsExactly(two);
        }

        /** The server sends them for others: a recursive watch is told of the child itself. */
        @Test
        void recursiveHearsNothingOfListsOfChildren() {
            registry.add(WatchKind.PERSISTENT_RECURSIVE, "/a", one);
            assertThat(registry.take(EventType.CHILD, "/a")).isEmpty();
            assertThat(registry.take(EventType.CHILD, "/a/b")).isEmpty();
        }

        /** A server that sends nonsense gets no more than a look into a table. */
        @ParameterizedTest
        @ValueSource(strings = {"", "a", "a/b", "//", "/a//b/", "///"})
        void nonsenseEndsTheWalkUpwards(String path) {
            registry.add(WatchKind.PERSISTENT_RECURSIVE, "/never", one);
            assertThat(registry.take(EventType.CHANGED, path)).isEmpty();
        }

        @Test
        void isToldThatSomethingMayBeMissed() {
            registry.add(WatchKind.DATA, "/d", one);
            registry.add(WatchKind.PERSISTENT, "/p", one);
            registry.add(WatchKind.PERSISTENT_RECURSIVE, "/r", two);
            List<String> told = new ArrayList<>();
            registry.forEachPersistent((path, target) -> told.add(path + (target.equals(one) ? 1 : 2)));
            assertThat(told).containsExactly("/p1", "/r2");
        }
    }

    @Nested
    class Removal {
        @Test
        void ofOneLeavesTheOther() {
            registry.add(WatchKind.DATA, "/a", one);
            registry.add(WatchKind.DATA, "/a", two);
            assertThat(registry.remove(WatchKind.DATA, "/a", one)).isTrue();
            assertThat(registry.remove(WatchKind.DATA, "/a", one)).isFalse();
            assertThat(registry.needs(WatchType.DATA, "/a")).isTrue();
            assertThat(registry.take(EventType.CHANGED, "/a")).containsExactly(two);
        }

        @Test
        void ofTheLastLeavesNothing() {
            registry.add(WatchKind.CHILD, "/a", one);
            assertThat(registry.remove(WatchKind.CHILD, "/a", one)).isTrue();
            assertThat(registry.needs(WatchType.CHILDREN, "/a")).isFalse();
            assertThat(registry.batches()).isEmpty();
        }

        @Test
        void ofAll() {
            registry.add(WatchKind.CHILD, "/a", one);
            registry.add(WatchKind.CHILD, "/a", two);
            assertThat(registry.remove(WatchKind.CHILD, "/a", null)).isTrue();
            assertThat(registry.remove(WatchKind.CHILD, "/a", null)).isFalse();
            assertThat(registry.takeAll()).isEmpty();
        }

        /** To the server a watch on a node that is missing and one on its data are the same. */
        @Test
        void whatTheServerKeepsIsNeededByEither() {
            registry.add(WatchKind.EXIST, "/a", one);
            assertThat(registry.needs(WatchType.DATA, "/a")).isTrue();
            assertThat(registry.needs(WatchType.CHILDREN, "/a")).isFalse();
            assertThat(registry.needs(WatchType.DATA, "/b")).isFalse();
        }

        /** The same watcher of two views is told two different paths. */
        @Test
        void concernsTheViewItWasSetThrough() {
            WatchTarget inView = new WatchTarget(one.watcher(), one.lane(), "/view");
            registry.add(WatchKind.DATA, "/view/a", one);
            registry.add(WatchKind.DATA, "/view/a", inView);
            assertThat(registry.remove(WatchKind.DATA, "/view/a", inView)).isTrue();
            assertThat(registry.take(EventType.CHANGED, "/view/a")).containsExactly(one);
        }
    }
}
