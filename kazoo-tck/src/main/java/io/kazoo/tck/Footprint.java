package io.kazoo.tck;

import static io.kazoo.tck.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.kazoo.testing.ManagedZooKeeper;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Map;

/**
 * What a client program takes of this machine and of the server while nothing is going on.
 *
 * @param threads live platform threads of this JVM
 * @param files open file descriptors, 0 where the system does not tell
 * @param heapKib heap in use after a collection, in KiB
 * @param watches watches that the server keeps
 * @param connections connections that the server keeps
 * @param nodes nodes of the server
 */
record Footprint(int threads, long files, long heapKib, long watches, long connections, long nodes) {
    /** Pools may keep a thread or two more, and a file may be open for a moment. */
    private static final int SLACK = 4;

    /** Of the heap, compiled code's and class loaders' objects grow a little for long; a leak of minutes is more. */
    private static final long HEAP_SLACK_KIB = 3 * 1024;

    /** Measures as soon as the server has seen the last of the connections that were cut. */
    static Footprint measure(ManagedZooKeeper server) {
        Footprint[] latest = {take(server)};
        eventually(() -> {
            Footprint before = latest[0];
            latest[0] = take(server);
            assertThat(latest[0].withoutHeap()).isEqualTo(before.withoutHeap());
        });
        return latest[0];
    }

    private static Footprint take(ManagedZooKeeper server) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        Map<String, String> metrics = server.metrics();
        return new Footprint(
                ManagementFactory.getThreadMXBean().getThreadCount(),
                openFiles(),
                memory.getHeapMemoryUsage().getUsed() / 1024,
                metric(metrics, "zk_watch_count"),
                metric(metrics, "zk_num_alive_connections"),
                metric(metrics, "zk_znode_count"));
    }

    private static long metric(Map<String, String> metrics, String name) {
        String value = metrics.get(name);
        assertThat(value).as("the server tells %s", name).isNotNull();
        return Long.parseLong(value);
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    private Footprint withoutHeap() {
        return new Footprint(threads, files, 0, watches, connections, nodes);
    }

    /** Shows that this is no more than an earlier one, but for noise. */
    void assertNotGrownSince(Footprint early) {
        assertThat(threads).as("threads").isLessThanOrEqualTo(early.threads + SLACK);
        assertThat(files).as("open files").isLessThanOrEqualTo(early.files + SLACK);
        assertThat(heapKib).as("heap, KiB").isLessThanOrEqualTo(early.heapKib + HEAP_SLACK_KIB);
        assertThat(watches).as("watches on the server").isLessThanOrEqualTo(early.watches);
        assertThat(connections).as("connections").isLessThanOrEqualTo(early.connections);
        assertThat(nodes).as("nodes").isLessThanOrEqualTo(early.nodes);
    }
}
