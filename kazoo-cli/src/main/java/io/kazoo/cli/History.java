package io.kazoo.cli;

import java.util.List;
import java.util.Map;

/**
 * What happened in a run. All times are nanoseconds of one monotonic clock.
 *
 * @param holds who believed to hold the lock, and when
 * @param writes every write to the counter that was acknowledged, in the order in which that was noted
 * @param confirmed by worker, the increments it knows to be in the counter: those acknowledged, and those of which it
 *     found out
 * @param unknown increments whose reply was lost
 * @param foundApplied how many of them turned out to be in the counter
 * @param foundMissing how many of them turned out not to be there, for good
 * @param refused writes of former holders that the counter has refused
 * @param startedAt when the workers began
 * @param endedAt when they were told to stop
 */
record History(
        List<Hold> holds,
        List<Write> writes,
        Map<String, Long> confirmed,
        int unknown,
        int foundApplied,
        int foundMissing,
        int refused,
        long startedAt,
        long endedAt) {

    History {
        holds = List.copyOf(holds);
        writes = List.copyOf(writes);
        confirmed = Map.copyOf(confirmed);
    }

    /**
     * A time during which a worker believed to hold the lock.
     *
     * @param from when it got it
     * @param to when it gave it back, before it told anybody; or when its handle no longer said that it is held
     */
    record Hold(String worker, long token, long from, long to) {}

    /**
     * A write to the counter.
     *
     * @param version the version of the node that it made
     * @param increment whether it added one, or only showed the counter a new token
     */
    record Write(String worker, long token, int version, boolean increment, long sentAt, long ackedAt) {}
}
