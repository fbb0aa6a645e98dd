package io.kazoo.recipes.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a slow subscriber is told. */
class PendingEventsTest {
    private final PendingEvents pending = new PendingEvents();

    private void add(TreeEvent.Type type, String path, long mzxid) {
        pending.add(new TreeEvent(type, path, TreeTest.node("", mzxid)));
    }

    private List<String> take() {
        List<String> events = new ArrayList<>();
        while (!pending.isEmpty()) {
            TreeEvent event = pending.next();
            events.add(event.type()
                    + (event.node() == null
                            ? ""
                            : " " + event.path() + " " + event.node().stat().mzxid()));
        }
        return events;
    }

    @Test
    void differentPathsStayInOrder() {
        add(TreeEvent.Type.NODE_ADDED, "/a", 1);
        add(TreeEvent.Type.NODE_ADDED, "/a/b", 2);
        assertThat(take()).containsExactly("NODE_ADDED /a 1", "NODE_ADDED /a/b 2");
    }

    @Test
    void whatIsAddedAndUpdatedIsAddedAsItIsNow() {
        add(TreeEvent.Type.NODE_ADDED, "/a", 1);
        add(TreeEvent.Type.NODE_ADDED, "/a/b", 2);
        add(TreeEvent.Type.NODE_UPDATED, "/a", 3);
        assertThat(take()).containsExactly("NODE_ADDED /a 3", "NODE_ADDED /a/b 2");
    }

    @Test
    void whatCameAndWentIsNotTold() {
        add(TreeEvent.Type.NODE_ADDED, "/a", 1);
        add(TreeEvent.Type.NODE_REMOVED, "/a", 1);
        assertThat(take()).isEmpty();
    }

    @Test
    void whatWentAndCameIsUpdated() {
        add(TreeEvent.Type.NODE_REMOVED, "/a", 1);
        add(TreeEvent.Type.NODE_ADDED, "/a", 2);
        assertThat(take()).containsExactly("NODE_UPDATED /a 2");
    }

    @Test
    void removalsStayBottomUp() {
        add(TreeEvent.Type.NODE_UPDATED, "/a", 2);
        add(TreeEvent.Type.NODE_REMOVED, "/a/b", 1);
        add(TreeEvent.Type.NODE_REMOVED, "/a", 2);
        assertThat(take()).containsExactly("NODE_REMOVED /a/b 1", "NODE_REMOVED /a 2");
    }

    @Test
    void ofTheConnectionOnlyTheLatestIsKept() {
        pending.add(TreeEvent.of(TreeEvent.Type.CONNECTION_SUSPENDED));
        pending.add(TreeEvent.of(TreeEvent.Type.INITIALIZED));
        pending.add(TreeEvent.of(TreeEvent.Type.CONNECTION_RECONNECTED));
        assertThat(take()).containsExactly("INITIALIZED", "CONNECTION_RECONNECTED");
    }

    /** Whatever happens and whenever the subscriber looks: what it makes of the events is what there is. */
    @Test
    void anyHistoryLeadsToWhatIsThere() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Map<String, Long> there = new TreeMap<>();
            Map<String, Long> seen = new TreeMap<>();
            for (int i = 1; i < 200; i++) {
                String path = "/" + random.nextInt(5);
                if (!there.containsKey(path)) {
                    there.put(path, (long) i);
                    add(TreeEvent.Type.NODE_ADDED, path, i);
                } else if (random.nextBoolean()) {
                    there.put(path, (long) i);
                    add(TreeEvent.Type.NODE_UPDATED, path, i);
                } else {
                    add(TreeEvent.Type.NODE_REMOVED, path, there.remove(path));
                }
                if (random.nextInt(4) == 0) {
                    follow(seen);
                }
            }
            while (!pending.isEmpty()) {
                follow(seen);
            }
            assertThat(seen).as("seed %s", seed).isEqualTo(there);
        }
    }

    private void follow(Map<String, Long> seen) {
        if (pending.isEmpty()) {
            return;
        }
        TreeEvent event = pending.next();
        long mzxid = event.node().stat().mzxid();
        switch (event.type()) {
            case NODE_ADDED -> assertThat(seen.put(event.path(), mzxid)).isNull();
            case NODE_UPDATED -> assertThat(seen.put(event.path(), mzxid)).isNotNull();
            default -> assertThat(seen.remove(event.path())).isNotNull();
        }
    }
}
