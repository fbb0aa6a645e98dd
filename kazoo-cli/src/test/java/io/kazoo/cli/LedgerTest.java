package io.kazoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.cli.History.Hold;
import io.kazoo.cli.History.Write;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final AtomicLong clock = new AtomicLong();
    private final Ledger ledger = new Ledger(clock::incrementAndGet);

    @Test
    void asksEveryFormerHolderWhenTheNextOneGetsTheLock() {
        AtomicBoolean believes = new AtomicBoolean(true);
        ledger.granted("worker-1", 1, believes::get);
        believes.set(false);
        // Nobody has noted the end yet, and it has ended all the same.
        Ledger.Belief second = ledger.granted("worker-2", 2, () -> true);
        ledger.ended(second);

        assertThat(judge().twoHolders()).isZero();
        assertThat(ledger.marginMillis(second)).isEqualTo(-1);
    }

    @Test
    void whoStillBelievesIsFoundOut() {
        Ledger.Belief first = ledger.granted("worker-1", 1, () -> true);
        ledger.ended(ledger.granted("worker-2", 2, () -> true));
        ledger.ended(first);

        assertThat(judge().twoHolders()).isEqualTo(1);
    }

    @Test
    void theFirstNoteOfAnEndCounts() {
        Ledger.Belief first = ledger.granted("worker-1", 1, () -> true);
        ledger.ended(first);
        long end = clock.get();
        ledger.ended(first);

        assertThat(ledger.history(0).holds()).containsExactly(new Hold("worker-1", 1, end - 1, end));
        assertThat(ledger.holder()).isNull();
    }

    @Test
    void countsWhatIsKnownToBeApplied() {
        ledger.wrote(new Write("worker-1", 1, 1, false, 0, 1));
        ledger.wrote(new Write("worker-1", 1, 2, true, 2, 3));
        ledger.unknown();
        assertThat(ledger.increments()).isEqualTo(1);
        ledger.resolved("worker-1", true);
        assertThat(ledger.increments()).isEqualTo(2);
        ledger.unknown();
        ledger.resolved("worker-1", false);

        History history = ledger.history(0);
        assertThat(history.confirmed()).containsEntry("worker-1", 2L);
        assertThat(history.unknown()).isEqualTo(2);
        assertThat(history.foundApplied()).isEqualTo(1);
        assertThat(history.foundMissing()).isEqualTo(1);
    }

    @Test
    void waitsNoLongerThanAllowedAndNotAfterTheEnd() {
        Stop stop = new Stop();
        assertThat(ledger.awaitGap(0, 0, stop, 1)).isEqualTo(-1);
        stop.request();
        assertThat(ledger.awaitGrant(stop, 60_000)).isNull();
    }

    private Judge.Verdict judge() {
        return Judge.judge(ledger.history(clock.get()), CounterValue.ZERO);
    }
}
