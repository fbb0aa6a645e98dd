package io.kazoo.benchmarks;

import io.kazoo.KazooClient;
import io.kazoo.benchmarks.canned.CannedServer;
import io.kazoo.testing.ManagedZooKeeper;
import io.kazoo.testing.ZooKeeperCluster;
import io.kazoo.testing.ZooKeeperOptions;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The servers, each started when the first measurement needs it. */
final class BenchServers implements AutoCloseable {
    /** What a server in production has and one for tests does without: the second compiler, and memory. */
    private static final ZooKeeperOptions OPTIONS =
            ZooKeeperOptions.defaults().withJvmOption("-XX:TieredStopAtLevel=4").withJvmOption("-Xmx512m");

    private static final int NODE_BYTES = 100;

    private final Path logs;
    private @Nullable ManagedZooKeeper real;
    private @Nullable ZooKeeperCluster ensemble;
    private @Nullable ForkedJvm canned;
    private String cannedAddress = "";

    BenchServers(Path logs) {
        this.logs = logs;
    }

    /** Returns the connect string. */
    String address(Measurement.Server server) {
        return switch (server) {
            case REAL -> real().address();
            case CANNED -> canned();
            case ENSEMBLE -> ensemble().connectString();
        };
    }

    ZooKeeperCluster ensemble() {
        ZooKeeperCluster running = ensemble;
        if (running == null) {
            running = ZooKeeperCluster.launch(3, OPTIONS);
            ensemble = running;
            createNodes(running.connectString());
        }
        return running;
    }

    @Override
    public void close() {
        if (canned != null) {
            canned.close();
        }
        if (ensemble != null) {
            ensemble.close();
        }
        if (real != null) {
            real.close();
        }
    }

    private ManagedZooKeeper real() {
        ManagedZooKeeper running = real;
        if (running == null) {
            running = ManagedZooKeeper.launch(OPTIONS);
            real = running;
            createNodes(running.address());
        }
        return running;
    }

    private String canned() {
        if (canned == null) {
            canned = new ForkedJvm(
                    logs.resolve("canned.log"),
                    List.of(
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:-UsePerfData",
                            "-cp",
                            Contender.home().toString(),
                            CannedServer.class.getName()));
            cannedAddress = "127.0.0.1:" + canned.read();
        }
        return cannedAddress;
    }

    private static void createNodes(String servers) {
        try (KazooClient client =
                KazooClient.builder().hosts(servers).handler("threading").build()) {
            client.start();
            client.create("/bench", new byte[NODE_BYTES]);
            client.create("/locks", new byte[0]);
        }
    }
}
