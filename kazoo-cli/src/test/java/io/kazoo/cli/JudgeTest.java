package io.kazoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.cli.History.Hold;
import io.kazoo.cli.History.Write;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The checks of the demo find what they are there to find. Times are milliseconds here, for reading. */
class JudgeTest {
    private static final Hold FIRST = hold("worker-1", 10, 0, 100);
    private static final Hold SECOND = hold("worker-2", 20, 110, 200);
    private static final List<Write> WRITES =
            List.of(write("worker-1", 10, 1, 5), write("worker-1", 10, 2, 10), write("worker-2", 20, 3, 120));
    private static final Map<String, Long> CONFIRMED = Map.of("worker-1", 2L, "worker-2", 1L);
    private static final CounterValue COUNTER = counter(CONFIRMED);

    @Test
    void findsNothingInAGoodRun() {
        Judge.Verdict verdict = Judge.judge(history(List.of(FIRST, SECOND), WRITES, CONFIRMED), COUNTER);

        assertThat(verdict.twoHolders()).isZero();
        assertThat(verdict.lostUpdates()).isZero();
        assertThat(verdict.isFine()).isTrue();
        assertThat(verdict.handOvers()).isEqualTo(1);
        assertThat(verdict.longestGapMillis()).isEqualTo(110);
        assertThat(verdict.evidence()).isEmpty();
    }

    @Test
    void findsTwoWhoBelievedToHoldTheLockAtOnce() {
        Hold early = hold("worker-2", 20, 90, 200);

        Judge.Verdict verdict = Judge.judge(history(List.of(early, FIRST), WRITES, CONFIRMED), COUNTER);

        assertThat(verdict.twoHolders()).isEqualTo(1);
        assertThat(verdict.isFine()).isFalse();
        assertThat(verdict.evidence())
                .containsExactly("worker-1 (token 0xa) and worker-2 (token 0x14) both believed to hold the lock"
                        + " for 10.000 ms");
    }

    @Test
    void findsAnOverlapWithAHoldThatIsNotTheOneBefore() {
        Hold endless = hold("worker-3", 5, -10, 1_000);

        Judge.Verdict verdict = Judge.judge(history(List.of(FIRST, SECOND, endless), WRITES, CONFIRMED), COUNTER);

        assertThat(verdict.twoHolders()).isEqualTo(2);
    }

    @Test
    void aHoldMayBeginInTheMomentAnotherEnds() {
        Hold next = hold("worker-2", 20, 100, 200);

        assertThat(Judge.judge(history(List.of(FIRST, next), WRITES, CONFIRMED), COUNTER)
                        .twoHolders())
                .isZero();
    }

    @Test
    void findsAWriteOfAFormerHolderThatWasAccepted() {
        List<Write> writes = List.of(WRITES.get(0), WRITES.get(2), write("worker-1", 10, 4, 121));

        Judge.Verdict verdict = Judge.judge(history(List.of(FIRST, SECOND), writes, CONFIRMED), COUNTER);

        assertThat(verdict.twoHolders()).isEqualTo(1);
        assertThat(verdict.evidence())
                .containsExactly("version 4 of the counter was written by worker-1 with token 0xa, after token 0x14");
    }

    @Test
    void findsAnIncrementThatTheCounterDoesNotKnow() {
        CounterValue poor = counter(Map.of("worker-1", 1L, "worker-2", 1L));

        Judge.Verdict verdict = Judge.judge(history(List.of(FIRST, SECOND), WRITES, CONFIRMED), poor);

        assertThat(verdict.lostUpdates()).isEqualTo(1);
        assertThat(verdict.isFine()).isFalse();
        assertThat(verdict.evidence()).containsExactly("worker-1 knows of 2 increments, the counter of 1");
    }

    @Test
    void aLossOfOneIsNotMadeGoodByASurplusOfAnother() {
        CounterValue shifted = counter(Map.of("worker-1", 1L, "worker-2", 2L));

        assertThat(shifted.total()).isEqualTo(COUNTER.total());
        assertThat(Judge.judge(history(List.of(FIRST, SECOND), WRITES, CONFIRMED), shifted)
                        .lostUpdates())
                .isEqualTo(2);
    }

    @Test
    void findsAVersionThatWasAcknowledgedToTwo() {
        List<Write> writes = List.of(WRITES.get(0), WRITES.get(1), write("worker-2", 20, 2, 120));

        assertThat(Judge.judge(history(List.of(FIRST, SECOND), writes, CONFIRMED), COUNTER)
                        .lostUpdates())
                .isEqualTo(1);
    }

    @Test
    void aStandstillUntilTheEndIsAGap() {
        List<Write> writes = List.of(write("worker-1", 10, 1, 5));

        Judge.Verdict verdict =
                Judge.judge(history(List.of(FIRST), writes, Map.of("worker-1", 1L)), counter(Map.of("worker-1", 1L)));

        assertThat(verdict.longestGapMillis()).isEqualTo(195);
    }

    @Test
    void theGapOfAFaultReachesFromTheLastIncrementBeforeItToTheFirstSentAfterIt() {
        Write before = write("worker-1", 10, 1, 50);
        Write shown = new Write("worker-2", 20, 3, false, millis(90), millis(95));
        Write after = write("worker-2", 20, 4, 130);

        assertThat(Judge.gapMillis(List.of(before, shown, after), millis(55), millis(60)))
                .isEqualTo(80);
    }

    @Test
    void anAnswerThatWasUnderWayDoesNotEndTheGap() {
        Write before = write("worker-1", 10, 1, 50);
        Write straggler = new Write("worker-1", 10, 2, true, millis(54), millis(61));

        assertThat(Judge.gapMillis(List.of(before, straggler), millis(55), millis(60)))
                .isEqualTo(-1);
        assertThat(Judge.gapMillis(List.of(before, straggler, write("worker-1", 10, 3, 100)), millis(55), millis(60)))
                .isEqualTo(39);
    }

    private static History history(List<Hold> holds, List<Write> writes, Map<String, Long> confirmed) {
        return new History(holds, writes, confirmed, 0, 0, 0, 0, millis(0), millis(200));
    }

    private static CounterValue counter(Map<String, Long> counts) {
        return new CounterValue(20, new TreeMap<>(counts));
    }

    private static Hold hold(String worker, long token, long from, long to) {
        return new Hold(worker, token, millis(from), millis(to));
    }

    private static Write write(String worker, long token, int version, long ackedAt) {
        return new Write(worker, token, version, true, millis(ackedAt - 1), millis(ackedAt));
    }

    private static long millis(long millis) {
        return millis * 1_000_000;
    }
}
