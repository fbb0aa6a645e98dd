package io.kazoo.core.session;

import io.kazoo.HostPort;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The order in which servers are tried: every address of every host once per cycle. Names are resolved when their turn
 * comes, so a change in DNS is seen at the next try (ZOOKEEPER-2184).
 */
public final class ServerList {
    private final RandomGenerator random;
    private final boolean shuffle;
    private List<HostPort> hosts;
    private final Deque<HostPort> left = new ArrayDeque<>();
    private final Deque<InetSocketAddress> addresses = new ArrayDeque<>();
    private @Nullable HostPort current;
    private @Nullable InetSocketAddress lost;

    /** Makes a list. */
    public ServerList(List<HostPort> hosts, boolean shuffle, RandomGenerator random) {
        this.hosts = hosts;
        this.shuffle = shuffle;
        this.random = random;
    }

    /** Replaces the hosts; takes effect with the next cycle. */
    public void setHosts(List<HostPort> replacement) {
        hosts = replacement;
    }

    /** Returns how many tries are left in this cycle as far as is known, the present one included. */
    public int left() {
        return 1 + left.size() + addresses.size();
    }

    /** Starts a cycle after a connection to an address was lost: its host comes last, and so it does among its host's. */
    public void beginCycleAfter(@Nullable InetSocketAddress address) {
        lost = address;
        beginCycle();
    }

    /** Starts a cycle over all hosts; the one the connection was lost to comes last. */
    public void beginCycle() {
        List<HostPort> order = new ArrayList<>(hosts);
        if (shuffle) {
            Collections.shuffle(order, new java.util.Random(random.nextLong()));
        }
        if (current != null && order.remove(current)) {
            order.add(current);
        }
        left.clear();
        left.addAll(order);
        addresses.clear();
    }

    /** Returns the next address of the current host, or null when they are used up. */
    public @Nullable InetSocketAddress nextAddress() {
        return addresses.poll();
    }

    /** Moves on to the next host, whose addresses are then to be resolved; returns null at the end of the cycle. */
    public @Nullable HostPort nextHost() {
        HostPort next = left.poll();
        if (next != null) {
            current = next;
        }
        return next;
    }

    /** Gives the addresses of the current host. */
    public void resolved(List<InetSocketAddress> found) {
        List<InetSocketAddress> order = new ArrayList<>(found);
        if (shuffle) {
            Collections.shuffle(order, new java.util.Random(random.nextLong()));
        }
        if (lost != null && order.remove(lost)) {
            order.add(lost);
        }
        addresses.addAll(order);
    }

    /** Puts an address in front of all others: the one to try again at once. */
    public void again(InetSocketAddress address) {
        addresses.addFirst(address);
    }

    /** Returns the host whose turn it is, or was last. */
    public @Nullable HostPort current() {
        return current;
    }
}
