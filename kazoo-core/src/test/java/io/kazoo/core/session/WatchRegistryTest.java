package io.kazoo.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kazoo.EventType;
import io.kazoo.Watcher;
import io.kazoo.core.protocol.WatchKind;
import io.kazoo.handler.Handler;
import io.kazoo.handler.Lane;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchRegistryTest {
    private final WatchRegistry registry = new WatchRegistry();
    private final WatchTarget one = target();
    private final WatchTarget two = target();

    private static WatchTarget target() {
        return new WatchTarget(new NamelessWatcher(), new NoLane());
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
        for (WatchKind kind : WatchKind.values()) {
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
        assertThat(registry.takeAll()).isEmpty();
    }

    @Test
    void aWatcherSetTwiceIsToldOnceOnTheLaneItWasFirstSetThrough() {
        WatchTarget again = new WatchTarget(one.watcher(), new NoLane());
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
        assertThat(registry.batches()).containsExactly(new WatchBatch(List.of("/d"), List.of("/e"), List.of("/c")));
        assertThat(registry.take(EventType.CHANGED, "/d"))
                .as("still registered")
                .containsExactly(one, two);
    }

    /** ZOOKEEPER-706: a server refuses a packet larger than jute.maxbuffer, and the client never comes back. */
    @Test
    void manyPathsAreSetInPacketsOf128KiB() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 9_000; i++) {
            String path = "/wätches/€/" + i;
            all.add(path);
            registry.add(i % 3 == 0 ? WatchKind.DATA : i % 3 == 1 ? WatchKind.EXIST : WatchKind.CHILD, path, one);
        }
        List<WatchBatch> batches = registry.batches();
        List<String> found = new ArrayList<>();
        int full = 0;
        for (WatchBatch batch : batches) {
            List<String> paths = new ArrayList<>(batch.data());
            paths.addAll(batch.exist());
            paths.addAll(batch.child());
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
        assertThat(registry.batches())
                .containsExactly(
                        new WatchBatch(List.of("/a"), List.of(), List.of()),
                        new WatchBatch(List.of(), List.of(huge), List.of()),
                        new WatchBatch(List.of(), List.of(), List.of("/c")));
    }
}
