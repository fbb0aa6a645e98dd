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
    private final Deque<ServerAddress> addresses = new ArrayDeque<>();

    /** Those whose turn comes again when all others had theirs. */
    private final Deque<ServerAddress> postponed = new ArrayDeque<>();

    /** The order of the next cycle, if it is settled. */
    private @Nullable List<HostPort> planned;

    /** The first of the next cycle, if there is a reason for one. */
    private @Nullable ServerAddress preferred;

    private @Nullable HostPort current;
    private @Nullable InetSocketAddress lost;

    /** Makes a list. */
    public ServerList(List<HostPort> hosts, boolean shuffle, RandomGenerator random) {
        this.hosts = hosts;
        this.shuffle = shuffle;
        this.random = random;
    }

    /**
     * Replaces the hosts; takes effect with the next cycle.
     *
     * @return whether a client that is connected to the current host is to move to another: because the host is not on
     *     the list any more, or so that clients spread evenly, unless the order of servers is given
     */
    public boolean setHosts(List<HostPort> replacement) {
        Rebalance rebalance = Rebalance.of(hosts, replacement, current, random);
        hosts = replacement;
        boolean moves = rebalance.moves() && current != null && (shuffle || !replacement.contains(current));
        planned = shuffle && moves ? rebalance.order() : null;
        return moves;
    }

    /** Lets the next cycle begin with a server. */
    public void prefer(ServerAddress server) {
        preferred = server;
    }

    /** Returns the hosts. */
    public List<HostPort> hosts() {
        return hosts;
    }

    /** Returns how many tries are left in this cycle as far as is known, the present one included. */
    public int left() {
        return 1 + left.size() + addresses.size() + postponed.size();
    }

    /** Tells whether another try is left in this cycle. */
    public boolean hasMore() {
        return left() > 1;
    }

    /** Starts a cycle after a connection to an address was lost: its host comes last, and so it does among its host's. */
    public void beginCycleAfter(@Nullable InetSocketAddress address) {
        lost = address;
        beginCycle();
    }

    /** Starts a cycle over all hosts; the one the connection was lost to comes last. */
    public void beginCycle() {
        left.clear();
        left.addAll(planned == null ? order() : planned);
        planned = null;
        addresses.clear();
        postponed.clear();
        if (preferred != null) {
            addresses.add(preferred);
            preferred = null;
        }
    }

    private List<HostPort> order() {
        List<HostPort> order = new ArrayList<>(hosts);
        if (shuffle) {
            Collections.shuffle(order, new java.util.Random(random.nextLong()));
        }
        if (current != null && order.remove(current)) {
            order.add(current);
        }
        return order;
    }

    /**
     * Returns the next server that can be dialed, or null if another host is to be resolved first, or all are used up.
     */
    public @Nullable ServerAddress nextAddress() {
        ServerAddress next = addresses.poll();
        return next == null && left.isEmpty() ? postponed.poll() : next;
    }

    /** Moves on to the next host, whose addresses are then to be resolved; returns null at the end of the cycle. */
    public @Nullable HostPort nextHost() {
        HostPort next = left.poll();
        if (next != null) {
            current = next;
        }
        return next;
    }

    /** Gives the addresses of a host; those of a service come in the order that its records ask for. */
    public void resolved(List<ServerAddress> found) {
        List<ServerAddress> order = new ArrayList<>(found);
        if (shuffle && order.stream().noneMatch(each -> each.listed().isService())) {
            Collections.shuffle(order, new java.util.Random(random.nextLong()));
        }
        order.sort((one, other) ->
                Boolean.compare(one.address().equals(lost), other.address().equals(lost)));
        addresses.addAll(order);
    }

    /** Puts a server, if there is one, in front of all others: the one to try again at once. */
    public void again(@Nullable ServerAddress server) {
        if (server != null) {
            addresses.addFirst(server);
        }
    }

    /** Puts a server behind all others: it was neither reached nor found to be out of reach. */
    public void later(ServerAddress server) {
        postponed.add(server);
    }

    /** Puts a host back whose addresses are not known yet. */
    public void later(HostPort host) {
        left.add(host);
    }

    /** A server has taken a connection: its host is the current one. */
    public void reached(ServerAddress server) {
        current = server.listed();
    }

    /** Returns the host whose turn it is, or was last. */
    public @Nullable HostPort current() {
        return current;
    }
}
