package io.kazoo.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kazoo.HostPort;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that are spread evenly before are so afterwards, and no more of them have moved than need be. */
class RebalanceTest {
    private static final int CLIENTS = 60_000;

    @ParameterizedTest
    @CsvSource({"a, ab", "abc, abcde", "ab, cd", "abc, ab", "abcde, abc", "abc, abd", "abcd, efg", "abcd, ae", "ab, bcd"
    })
    void clientsSpreadEvenly(String before, String after) {
        Random random = new Random(7);
        Map<HostPort, Integer> share = new HashMap<>();
        int moved = 0;
        for (int client = 0; client < CLIENTS; client++) {
            HostPort current = hosts(before).get(client % before.length());
            Rebalance rebalance = Rebalance.of(hosts(before), hosts(after), current, random);
            assertThat(rebalance.order()).containsExactlyInAnyOrderElementsOf(hosts(after));
            moved += rebalance.moves() ? 1 : 0;
            share.merge(rebalance.moves() ? rebalance.order().get(0) : current, 1, Integer::sum);
        }
        assertThat(share).hasSize(after.length());
        assertThat(share.values())
                .allSatisfy(count ->
                        assertThat((double) count * after.length() / CLIENTS).isCloseTo(1, within(0.04)));
        long kept = after.chars().filter(each -> before.indexOf(each) >= 0).count();
        double staying = (double) kept / Math.max(before.length(), after.length());
        assertThat((double) moved / CLIENTS).as("share that moves").isCloseTo(1 - staying, within(0.02));
    }

    private static List<HostPort> hosts(String names) {
        return Stream.of(names.split("")).map(name -> new HostPort(name, 2181)).toList();
    }
}
