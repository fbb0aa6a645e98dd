package io.kazoo.testing;

import io.kazoo.testing.support.PortBlock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Starts the members of one ensemble (or a server alone, which is an ensemble of one) on ports nobody else has. */
final class Launch {
    private static final int ATTEMPTS = 5;

    private Launch() {}

    /** Returns when all of them serve; on failure, none is left. */
    static List<ManagedZooKeeper> servers(int count, ZooKeeperOptions options) {
        for (int attempt = 1; ; attempt++) {
            List<ManagedZooKeeper> servers = create(count, options);
            try {
                // All at once: members wait for each other.
                servers.forEach(ManagedZooKeeper::spawn);
                servers.forEach(ManagedZooKeeper::awaitAnswer);
                servers.forEach(server -> server.awaitServing(Duration.ofSeconds(30)));
                return servers;
            } catch (ServerStartException e) {
                closeAll(servers);
                if (!e.portTaken() || attempt == ATTEMPTS) {
                    throw e;
                }
            } catch (RuntimeException | Error e) {
                closeAll(servers);
                throw e;
            }
        }
    }

    static void closeAll(List<ManagedZooKeeper> servers) {
        servers.forEach(ManagedZooKeeper::close);
    }

    private static List<ManagedZooKeeper> create(int count, ZooKeeperOptions options) {
        List<PortBlock> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            members.add(PortBlock.reserve());
        }
        return IntStream.range(0, count)
                .mapToObj(i -> new ManagedZooKeeper(List.copyOf(members), i, options))
                .toList();
    }
}
