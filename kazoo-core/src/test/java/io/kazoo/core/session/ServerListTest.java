package io.kazoo.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.HostPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServerListTest {
    private static final HostPort A = new HostPort("a", 1);
    private static final HostPort B = new HostPort("b", 2);
    private static final HostPort C = new HostPort("c", 3);

    private static ServerList list(boolean shuffle, long seed, HostPort... hosts) {
        return new ServerList(List.of(hosts), shuffle, new Random(seed));
    }

    private static List<HostPort> cycle(ServerList servers) {
        servers.beginCycle();
        List<HostPort> order = new ArrayList<>();
        HostPort next;
        while ((next = servers.nextHost()) != null) {
            order.add(next);
        }
        return order;
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static ServerAddress server(HostPort host, int last) {
        return new ServerAddress(host, new InetSocketAddress(address(last), host.port()));
    }

    @Test
    void inTheOrderGivenUnlessShuffled() {
        ServerList servers = list(false, 0, A, B, C);
        assertThat(servers.current()).isNull();
        assertThat(cycle(servers)).containsExactly(A, B, C);
    }

    @Test
    void shuffledEveryOrderComesUp() {
        Set<List<HostPort>> orders = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            List<HostPort> order = cycle(list(true, seed, A, B, C));
            assertThat(order).containsExactlyInAnyOrder(A, B, C);
            orders.add(order);
        }
        assertThat(orders).hasSize(6);
    }

    @Test
    void theOneThatWasLostComesLast() {
        ServerList servers = list(false, 0, A, B, C);
        servers.beginCycle();
        servers.nextHost();
        assertThat(servers.nextHost()).isEqualTo(B);
        assertThat(cycle(servers)).containsExactly(A, C, B);
        for (int seed = 0; seed < 50; seed++) {
            ServerList shuffled = list(true, seed, A, B, C);
            shuffled.beginCycle();
            HostPort current = shuffled.nextHost();
            assertThat(cycle(shuffled)).endsWith(current);
        }
    }

    @Test
    void theOnlyHostIsTriedAgain() {
        ServerList servers = list(true, 0, A);
        assertThat(cycle(servers)).containsExactly(A);
        assertThat(cycle(servers)).containsExactly(A);
    }

    @Test
    void everyAddressOfAHostBeforeTheNextHost() {
        ServerList servers = list(false, 0, A, B);
        servers.beginCycle();
        assertThat(servers.nextAddress()).isNull();
        servers.nextHost();
        servers.resolved(List.of(server(A, 1), server(A, 2)));
        assertThat(servers.nextAddress()).isEqualTo(server(A, 1));
        assertThat(servers.nextAddress()).isEqualTo(server(A, 2));
        assertThat(servers.nextAddress()).isNull();
        assertThat(servers.nextHost()).isEqualTo(B);
    }

    @Test
    void addressesAreShuffledToo() {
        List<InetAddress> all =
                IntStream.range(0, 5).mapToObj(ServerListTest::address).toList();
        Set<InetAddress> firsts = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            ServerList servers = list(true, seed, A);
            servers.beginCycle();
            servers.nextHost();
            servers.resolved(all.stream()
                    .map(each -> new ServerAddress(A, new InetSocketAddress(each, 1)))
                    .toList());
            firsts.add(servers.nextAddress().address().getAddress());
        }
        assertThat(firsts).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void anAddressToTryAgainComesFirst() {
        ServerList servers = list(false, 0, A, B);
        servers.beginCycle();
        servers.nextHost();
        servers.resolved(List.of(server(A, 1), server(A, 2)));
        servers.nextAddress();
        servers.again(server(A, 1));
        assertThat(servers.nextAddress()).isEqualTo(server(A, 1));
        assertThat(servers.nextAddress()).isEqualTo(server(A, 2));
        assertThat(servers.current()).isEqualTo(A);
    }

    /** A name may stand for all servers: of its addresses, too, the one that was lost comes last. */
    @Test
    void theAddressThatWasLostComesLast() {
        for (int seed = 0; seed < 50; seed++) {
            ServerList servers = list(true, seed, A);
            servers.beginCycleAfter(server(A, 2).address());
            servers.nextHost();
            servers.resolved(List.of(server(A, 1), server(A, 2), server(A, 3)));
            assertThat(List.of(servers.nextAddress(), servers.nextAddress()))
                    .containsExactlyInAnyOrder(server(A, 1), server(A, 3));
            assertThat(servers.nextAddress()).isEqualTo(server(A, 2));
        }
    }

    @Test
    void countsWhatIsLeftWithThePresentOne() {
        ServerList servers = list(false, 0, A, B, C);
        servers.beginCycle();
        servers.nextHost();
        assertThat(servers.left()).isEqualTo(3);
        servers.resolved(List.of(server(A, 1), server(A, 2)));
        servers.nextAddress();
        assertThat(servers.left()).isEqualTo(4);
        servers.nextAddress();
        servers.nextHost();
        servers.nextHost();
        assertThat(servers.left()).isEqualTo(1);
    }

    @Test
    void aNewCycleForgetsTheAddressesOfTheOld() {
        ServerList servers = list(false, 0, A);
        servers.beginCycle();
        servers.nextHost();
        servers.resolved(List.of(server(A, 1)));
        servers.beginCycle();
        assertThat(servers.nextAddress()).isNull();
    }

    @Test
    void whatIsPostponedHasItsTurnAtTheEnd() {
        ServerList servers = list(false, 0, A, B);
        servers.beginCycle();
        servers.nextHost();
        servers.resolved(List.of(server(A, 1), server(A, 2)));
        servers.later(servers.nextAddress());
        assertThat(servers.nextAddress()).isEqualTo(server(A, 2));
        assertThat(servers.nextAddress()).as("B comes first").isNull();
        servers.nextHost();
        assertThat(servers.hasMore()).isTrue();
        assertThat(servers.nextAddress()).isEqualTo(server(A, 1));
        assertThat(servers.hasMore()).isFalse();
        servers.later(server(A, 1));
        servers.beginCycle();
        servers.nextHost();
        servers.nextHost();
        assertThat(servers.nextAddress()).as("forgotten with its cycle").isNull();
    }

    @Test
    void aPreferredServerBeginsTheNextCycle() {
        ServerList servers = list(false, 0, A, B);
        servers.prefer(server(B, 7));
        servers.beginCycle();
        assertThat(servers.nextAddress()).isEqualTo(server(B, 7));
        assertThat(servers.nextHost()).isEqualTo(A);
        servers.beginCycle();
        assertThat(servers.nextAddress()).as("once").isNull();
    }

    @Test
    void newHostsFromTheNextCycleOn() {
        ServerList servers = list(false, 0, A, B);
        servers.beginCycle();
        servers.nextHost();
        servers.setHosts(List.of(C));
        assertThat(servers.nextHost()).isEqualTo(B);
        assertThat(cycle(servers))
                .as("the current one is not on the list any more")
                .containsExactly(C);
    }

    /** The records of a service say in which order; the client counts as being at the service, not at one of its servers. */
    @Test
    void theServersOfAServiceKeepTheirOrder() {
        HostPort service = HostPort.service("s");
        List<ServerAddress> found = Stream.of(C, B, A)
                .map(each -> new ServerAddress(each, new InetSocketAddress(address(1), each.port()), service))
                .toList();
        for (int seed = 0; seed < 20; seed++) {
            ServerList servers = list(true, seed, service);
            servers.beginCycle();
            assertThat(servers.nextHost()).isEqualTo(service);
            servers.resolved(found);
            assertThat(List.of(servers.nextAddress(), servers.nextAddress(), servers.nextAddress()))
                    .isEqualTo(found);
            servers.reached(found.get(1));
            assertThat(servers.setHosts(List.of(service)))
                    .as("moves to another server")
                    .isFalse();
        }
    }
}
