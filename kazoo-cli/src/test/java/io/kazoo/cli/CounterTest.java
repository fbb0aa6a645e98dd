package io.kazoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.KazooClient;
import io.kazoo.testing.FaultProxy;
import io.kazoo.testing.FaultProxy.Direction;
import io.kazoo.testing.FaultProxy.Ending;
import io.kazoo.testing.ManagedZooKeeper;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the counter refuses, and what becomes of increments whose reply is lost. */
class CounterTest {
    private static final String PATH = "/counter";
    private static final int SET_DATA = 5;
    private static ManagedZooKeeper server;

    private final Ledger ledger = new Ledger(System::nanoTime);
    private final FaultProxy proxy = FaultProxy.to(server.socketAddress());
    private final KazooClient direct = Run.client(server.address());
    private final KazooClient proxied = Run.client(proxy.connectString());
    private final Counter first = new Counter(proxied, PATH, "worker-1", ledger);
    private final Counter second = new Counter(direct, PATH, "worker-2", ledger);

    @BeforeAll
    static void launch() {
        server = ManagedZooKeeper.launch();
    }

    @AfterAll
    static void closeServer() {
        server.close();
    }

    @BeforeEach
    void start() {
        direct.start();
        proxied.start();
        direct.create(PATH, CounterValue.ZERO.bytes());
    }

    @AfterEach
    void close() {
        direct.delete(PATH);
        direct.close();
        proxied.close();
        proxy.close();
    }

    @Test
    void countsForWhoHoldsTheLock() {
        assertThat(first.take(10, () -> true)).isTrue();
        assertThat(first.increment(() -> true)).isTrue();
        assertThat(second.take(20, () -> true)).isTrue();
        assertThat(second.increment(() -> true)).isTrue();

        assertThat(stored()).isEqualTo(value(20, Map.of("worker-1", 1L, "worker-2", 1L)));
        assertThat(ledger.history(0).confirmed()).containsExactlyInAnyOrderEntriesOf(stored().counts());
    }

    @Test
    void refusesAFormerHolder() {
        first.take(10, () -> true);
        first.increment(() -> true);
        second.take(20, () -> true);

        assertThat(first.incrementLate()).isFalse();
        assertThat(first.increment(() -> true)).as("nor with fresh knowledge").isFalse();
        assertThat(first.take(10, () -> true)).isFalse();

        assertThat(stored()).isEqualTo(value(20, Map.of("worker-1", 1L)));
        assertThat(ledger.history(0).refused()).isEqualTo(1);
    }

    @Test
    void doesNotRepeatAnIncrementThatWasApplied() {
        first.take(10, () -> true);
        var dropped = proxy.dropReply(SET_DATA);

        assertThat(first.increment(() -> true)).isTrue();

        assertThat(dropped).succeedsWithin(Duration.ofSeconds(5));
        assertThat(stored().count("worker-1")).isEqualTo(1);
        assertOutcome(1, 1, 0);
    }

    @Test
    void doesNotCountAnIncrementThatNeverArrived() {
        first.take(10, () -> true);
        var cut = proxy.cutAfter(Direction.TO_SERVER, 0, Ending.RESET);

        assertThat(first.increment(() -> true)).isTrue();

        assertThat(cut).succeedsWithin(Duration.ofSeconds(5));
        assertThat(stored().count("worker-1")).isZero();
        assertOutcome(1, 0, 1);
    }

    @Test
    void findsOutUnderTheNextHoldIfTheLockWasLostMeanwhile() {
        first.take(10, () -> true);
        var dropped = proxy.dropReply(SET_DATA);
        assertThat(first.increment(() -> false)).isFalse();
        assertThat(dropped).succeedsWithin(Duration.ofSeconds(5));
        assertThat(ledger.history(0).unknown()).isEqualTo(1);
        assertThat(ledger.history(0).foundApplied()).isZero();

        second.take(20, () -> true);
        first.take(30, () -> true);

        assertThat(stored()).isEqualTo(value(30, Map.of("worker-1", 1L)));
        assertOutcome(1, 1, 0);
    }

    @Test
    void aLateWriteThatFindsTheVersionSettlesTheOneBefore() {
        first.take(10, () -> true);
        var cut = proxy.cutAfter(Direction.TO_SERVER, 0, Ending.RESET);
        first.increment(() -> false);
        assertThat(cut).succeedsWithin(Duration.ofSeconds(5));

        assertThat(first.incrementLate()).isTrue();

        assertThat(stored().count("worker-1")).isEqualTo(1);
        assertThat(ledger.history(0).confirmed()).containsExactly(Map.entry("worker-1", 1L));
        assertThat(ledger.history(0).foundMissing()).isEqualTo(1);
    }

    @Test
    void anUpdateThatVanishesIsNotMadeGoodByTheNext() {
        first.take(10, () -> true);
        first.increment(() -> true);
        direct.set(PATH, CounterValue.ZERO.bytes());
        first.increment(() -> true);
        first.increment(() -> true);

        CounterValue sealed = second.seal();
        first.settle(sealed);

        assertThat(Judge.judge(ledger.history(ledger.now()), sealed).lostUpdates())
                .isEqualTo(1);
    }

    private void assertOutcome(int unknown, int applied, int missing) {
        History history = ledger.history(0);
        assertThat(history.unknown()).isEqualTo(unknown);
        assertThat(history.foundApplied()).isEqualTo(applied);
        assertThat(history.foundMissing()).isEqualTo(missing);
        assertThat(history.confirmed().getOrDefault("worker-1", 0L)).isEqualTo(stored().count("worker-1"));
    }

    private CounterValue stored() {
        direct.sync(PATH);
        return CounterValue.parse(direct.get(PATH).data());
    }

    private static CounterValue value(long token, Map<String, Long> counts) {
        return new CounterValue(token, new TreeMap<>(counts));
    }
}
