package io.kazoo.core.session;

import io.kazoo.HostPort;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a new list of servers means for a client, so that the clients of an ensemble spread evenly over it and no more of
 * them move than need be: the rule of ZOOKEEPER-1355. When the ensemble grows from {@code o} to {@code n} servers, each
 * client moves to one of the new ones with the probability {@code 1 - o/n}; a client whose server is gone moves in any
 * case, to an old or a new one so that all end up with the same share.
 *
 * @param moves whether to leave the present server
 * @param order the servers in the order in which they are to be tried next
 */
record Rebalance(boolean moves, List<HostPort> order) {
    /**
     * Decides.
     *
     * @param before the servers so far
     * @param after the servers from now on
     * @param current the server the client is connected to or was last, null for none
     */
    static Rebalance of(
            List<HostPort> before, List<HostPort> after, @Nullable HostPort current, RandomGenerator random) {
        List<HostPort> old = new ArrayList<>(after);
        old.retainAll(before);
        List<HostPort> added = new ArrayList<>(after);
        added.removeAll(before);
        boolean stays = current != null && after.contains(current);
        double preferAdded;
        if (after.size() > before.size()) {
            if (stays && random.nextDouble() > 1 - (double) before.size() / after.size()) {
                return new Rebalance(false, after);
            }
            preferAdded = 1;
        } else if (stays) {
            return new Rebalance(false, after);
        } else {
            // The servers that stay keep their clients, so of those without a server each gets what it still lacks.
            double gone = before.size() - old.size();
            preferAdded =
                    gone == 0 ? 1 : 1 - old.size() * (double) (before.size() - after.size()) / (after.size() * gone);
        }
        return new Rebalance(true, order(shuffled(old, random), shuffled(added, random), preferAdded, random));
    }

    private static Deque<HostPort> shuffled(List<HostPort> hosts, RandomGenerator random) {
        Collections.shuffle(hosts, new java.util.Random(random.nextLong()));
        return new ArrayDeque<>(hosts);
    }

    private static List<HostPort> order(
            Deque<HostPort> old, Deque<HostPort> added, double preferAdded, RandomGenerator random) {
        List<HostPort> order = new ArrayList<>();
        while (!old.isEmpty() || !added.isEmpty()) {
            boolean takeAdded = old.isEmpty() || (!added.isEmpty() && random.nextDouble() < preferAdded);
            order.add(takeAdded ? added.remove() : old.remove());
        }
        return order;
    }
}
