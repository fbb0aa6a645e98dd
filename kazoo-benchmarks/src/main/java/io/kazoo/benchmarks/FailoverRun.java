package io.kazoo.benchmarks;

import io.kazoo.testing.ManagedZooKeeper;
import io.kazoo.testing.ZooKeeperCluster;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** Kills the server that a contender is connected to, unless that leads the ensemble: an election is not the client's. */
final class FailoverRun {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MOST_CONNECTS = 50;

    private final ZooKeeperCluster ensemble;

    FailoverRun(ZooKeeperCluster ensemble) {
        this.ensemble = ensemble;
    }

    /** Lets a contender read, kills its server, and returns how long it took until a read succeeded. */
    Map<String, Double> kill(ContenderProcess process) {
        ManagedZooKeeper server = connectToFollower(process);
        long killed = System.nanoTime();
        server.kill();
        long dead = System.nanoTime();
        Map<String, Double> result = process.run("failover-first killed=" + killed + " dead=" + dead);
        process.run("failover-end");
        ensemble.heal(LIMIT);
        return result;
    }

    private ManagedZooKeeper connectToFollower(ContenderProcess process) {
        for (int i = 0; i < MOST_CONNECTS; i++) {
            Map<String, Double> session = process.run("failover-begin server=" + ensemble.connectString());
            long id = half(session, "sessionHigh") << 32 | half(session, "sessionLow");
            ManagedZooKeeper server = ensemble.memberWithSession(id)
                    .orElseThrow(() -> new IllegalStateException("no server has session 0x" + Long.toHexString(id)));
            if (!server.isLeader()) {
                return server;
            }
            process.run("failover-end");
        }
        throw new IllegalStateException("connected to the leader " + MOST_CONNECTS + " times in a row");
    }

    private static long half(Map<String, Double> session, String name) {
        return Objects.requireNonNull(session.get(name), name).longValue();
    }
}
