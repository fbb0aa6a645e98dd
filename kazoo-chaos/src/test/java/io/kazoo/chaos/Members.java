package io.kazoo.chaos;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import io.kazoo.NodeData;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.cache.TreeCache;
import io.kazoo.recipes.node.PersistentNode;
import io.kazoo.recipes.partition.PartitionState;
import io.kazoo.recipes.partition.PartitionerOptions;
import io.kazoo.recipes.partition.SetPartitioner;
import io.kazoo.recipes.party.Party;
import io.kazoo.recipes.watch.ChildrenWatch;
import io.kazoo.recipes.watch.DataWatch;
import io.kazoo.recipes.watch.NodeWatch;
import io.kazoo.recipes.watch.WatchDecision;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** Those who are there all the time: in a party, with a node and a part of a set, and who look at what the others have. */
final class Members extends Worker {
    private static final String NODES = "/nodes";
    private static final Set<String> SET = Set.of("a", "b", "c", "d", "e", "f", "g");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long LOOK_NANOS = 2_000_000L;

    private final Run run;
    private final Set<String> names;
    private final String node = NODES + "/" + name;
    private final Party party = Party.create(client, "/party", name);
    private final PersistentNode own =
            PersistentNode.create(client, node, new byte[0], CreateOptions.of(CreateMode.EPHEMERAL));
    private final TreeCache cache = TreeCache.create(client, NODES);
    private SetPartitioner partitioner;
    private NodeWatch data;
    private NodeWatch children;
    private volatile byte[] seenData;
    private volatile List<String> seenChildren;
    private boolean started;
    private int written;

    /** With the names of all of them. */
    Members(Run run, int number, Set<String> names) {
        super(run, number);
        this.run = run;
        this.names = names;
        names.add(name);
    }

    @Override
    boolean step() {
        if (!started) {
            begin();
        }
        own.setData(Integer.toString(++written).getBytes(US_ASCII));
        party.members();
        return hasPart();
    }

    private void begin() {
        party.join();
        own.start();
        if (partitioner == null) {
            cache.start();
            data = DataWatch.start(client, node, (found, event) -> {
                seenData = found == null ? null : found.data();
                return WatchDecision.CONTINUE;
            });
            children = ChildrenWatch.start(client, NODES, change -> {
                seenChildren = change.children();
                return WatchDecision.CONTINUE;
            });
            partition();
        }
        started = true;
    }

    private void partition() {
        partitioner = SetPartitioner.create(
                client, "/partitions", SET, PartitionerOptions.of(name).withTimeBoundary(Duration.ofMillis(200)));
        partitioner.start();
    }

    private boolean hasPart() {
        switch (partitioner.state()) {
            case ALLOCATING -> LockSupport.parkNanos(LOOK_NANOS);
            case RELEASE -> partitioner.releaseSet();
            case FAILURE -> {
                partitioner.close();
                partition();
            }
            case ACQUIRED -> {
                Map<String, Hold> held = partitioner.held();
                held.forEach((part, hold) -> inside("partition " + part, 1, 1, hold));
                return !held.isEmpty();
            }
        }
        return false;
    }

    @Override
    void verify() throws Exception {
        await(name).atMost(LIMIT).untilAsserted(() -> {
            assertThat(party.members()).containsExactlyInAnyOrderElementsOf(names);
            assertThat(run.observer().get(node).data()).asString(US_ASCII).isEqualTo(Integer.toString(written));
            assertThat(partitioner.state()).isIn(PartitionState.ACQUIRED, PartitionState.RELEASE);
            assertThat(seenData).asString(US_ASCII).isEqualTo(Integer.toString(written));
            assertThat(seenChildren)
                    .containsExactlyInAnyOrderElementsOf(run.observer().getChildren(NODES));
            assertThat(cached()).isEqualTo(onTheServer());
        });
    }

    private SortedMap<String, String> cached() throws Exception {
        SortedMap<String, NodeData> nodes = cache.snapshot().get(LIMIT);
        SortedMap<String, String> lines = new TreeMap<>();
        nodes.forEach((path, found) -> lines.put(path, Arrays.toString(found.data()) + found.stat()));
        return lines;
    }

    private SortedMap<String, String> onTheServer() {
        SortedMap<String, String> lines = new TreeMap<>();
        for (String path : run.observer().getChildren(NODES).stream()
                .map(child -> NODES + "/" + child)
                .toList()) {
            NodeData found = run.observer().get(path);
            lines.put(path, Arrays.toString(found.data()) + found.stat());
        }
        NodeData root = run.observer().get(NODES);
        lines.put(NODES, Arrays.toString(root.data()) + root.stat());
        return lines;
    }

    @Override
    void close() {
        partitioner.close();
        children.close();
        data.close();
        cache.close();
        own.close();
        party.leave();
    }
}
