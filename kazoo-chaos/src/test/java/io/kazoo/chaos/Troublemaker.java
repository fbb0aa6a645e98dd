package io.kazoo.chaos;

import io.kazoo.testing.FaultProxy;
import io.kazoo.testing.ManagedZooKeeper;
import io.kazoo.testing.ZooKeeperCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Does harm to servers and connections, one thing after the other, by the seed; never to two servers at a time. */
final class Troublemaker {
    private static final int[] LOST_REPLIES = {1, 15, 2, 5, 14, 4, 8
    }; // create, create2, delete, set, multi, get, children
    private static final int LONGEST_PAUSE_MILLIS = 400;
    private static final int LONGEST_HARM_MILLIS = 2_500;
    private static final long BYTES_PER_SECOND = 50_000;
    private static final Duration SLOW = Duration.ofMillis(20);

    private final ZooKeeperCluster cluster;
    private final List<FaultProxy> proxies;
    private final Random random;
    private final Map<String, Integer> done = new TreeMap<>();

    /** Each is done when there was such a reply, and it was lost. */
    private final List<Future<?>> lostReplies = new ArrayList<>();

    Troublemaker(ZooKeeperCluster cluster, List<FaultProxy> proxies, long seed) {
        this.cluster = cluster;
        this.proxies = proxies;
        random = new Random(seed);
    }

    /** Does harm for some time, and heals it all. */
    void rage(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            pause(LONGEST_PAUSE_MILLIS);
            doHarm(random.nextInt(proxies.size()));
        }
        proxies.forEach(FaultProxy::heal);
        cluster.heal(Duration.ofSeconds(60));
    }

    /** How often it did what. */
    Map<String, Integer> done() {
        Map<String, Integer> all = new TreeMap<>(done);
        all.put("reply lost", (int) lostReplies.stream().filter(Future::isDone).count());
        return all;
    }

    private void doHarm(int victim) {
        FaultProxy proxy = proxies.get(victim);
        ManagedZooKeeper server = cluster.server(victim);
        switch (random.nextInt(12)) {
            case 0 -> {
                count("server killed");
                server.kill();
                pause(LONGEST_HARM_MILLIS);
                server.start();
            }
            case 1 -> {
                count("leader killed");
                ManagedZooKeeper leader = cluster.leader().orElse(server);
                leader.kill();
                pause(LONGEST_HARM_MILLIS);
                leader.start();
            }
            case 2 -> {
                count("server suspended");
                server.suspend();
                pause(LONGEST_HARM_MILLIS);
                server.resume();
            }
            case 3 -> {
                count("server restarted");
                server.restart();
            }
            case 4 -> whileOn("connections swallowed", proxy, () -> proxy.blackhole(true));
            case 5 ->
                whileOn("connections refused", proxy, () -> {
                    proxy.refuseConnections(true);
                    proxy.cut();
                });
            case 6 ->
                whileOn("connections hang", proxy, () -> {
                    proxy.hangConnections(true);
                    proxy.cut();
                });
            case 7 ->
                whileOn("network slow, in pieces", proxy, () -> {
                    proxy.delay(SLOW, SLOW);
                    proxy.throttle(BYTES_PER_SECOND);
                    proxy.splitReplies(true);
                });
            case 8, 9 -> lostReplies.add(proxy.dropReply(LOST_REPLIES[random.nextInt(LOST_REPLIES.length)]));
            default -> {
                count("connections cut");
                proxy.cut();
            }
        }
    }

    private void whileOn(String what, FaultProxy proxy, Runnable harm) {
        count(what);
        harm.run();
        pause(LONGEST_HARM_MILLIS);
        proxy.heal();
    }

    private void count(String what) {
        done.merge(what, 1, Integer::sum);
    }

    private void pause(int longestMillis) {
        LockSupport.parkNanos(random.nextInt(longestMillis) * 1_000_000L);
    }
}
