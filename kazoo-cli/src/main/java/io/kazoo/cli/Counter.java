package io.kazoo.cli;

import io.kazoo.KazooClient;
import io.kazoo.NodeData;
import io.kazoo.ZnodeStat;
import io.kazoo.cli.History.Write;
import io.kazoo.exceptions.BadVersionException;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.Outcome;
import io.kazoo.exceptions.SessionExpiredException;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * One worker's access to the shared counter, a node that only the holder of the lock may write. The node remembers the
 * fencing token of who wrote last:
 *
 * <ol>
 *   <li>A new holder first writes its token, changing nothing else. Every write carries the version that it replaces,
 *       so from then on the server refuses what a former holder sends, however late it comes.
 *   <li>Who finds a higher token than its own does not write at all.
 * </ol>
 *
 * <p>An increment whose reply was lost is neither repeated nor counted until it is clear what became of it, which is so
 * once a later version of the node was seen to be written: then the worker's number in the node tells. Not thread-safe.
 */
final class Counter {
    /** What became of a write. */
    private enum Fate {
        APPLIED,
        REFUSED,
        NOT_SENT,
        UNKNOWN
    }

    private final KazooClient client;
    private final String path;
    private final String worker;
    private final Ledger ledger;

    /** What this worker last wrote, and the version of the node that this made. */
    private CounterValue value = CounterValue.ZERO;

    private int version;
    /** The number that the increment would have made whose outcome is unknown, 0 if there is none. */
    private long unsure;

    Counter(KazooClient client, String path, String worker, Ledger ledger) {
        this.client = client;
        this.path = path;
        this.worker = worker;
        this.ledger = ledger;
    }

    /**
     * Makes the counter the holder's, and finds out what became of an earlier increment.
     *
     * @param held asked before every attempt
     * @return false if the lock was lost meanwhile, or the counter has seen a later holder
     */
    boolean take(long token, BooleanSupplier held) {
        while (held.getAsBoolean()) {
            try {
                client.sync(path);
                NodeData node = client.get(path);
                CounterValue found = CounterValue.parse(Objects.requireNonNull(node.data()));
                if (found.token() > token) {
                    // Written after anything of ours.
                    settle(found);
                    return false;
                }
                CounterValue mine = found.withToken(token);
                if (write(mine, node.stat().version(), false) == Fate.APPLIED) {
                    settle(found);
                    return true;
                }
            } catch (ConnectionLossException | SessionExpiredException e) {
                // The next attempt waits for the next connection.
            }
        }
        return false;
    }

    /** Adds one. Returns false if the holder has to stop, as {@link #take}. */
    boolean increment(BooleanSupplier held) {
        return add() == Fate.APPLIED || take(value.token(), held);
    }

    /**
     * Adds one as a former holder that has not noticed anything, with what it knew when it held the lock.
     *
     * @return whether the counter has taken it; what became of it may also be unknown, which is settled later
     */
    boolean incrementLate() {
        Fate fate = add();
        if (fate == Fate.REFUSED) {
            ledger.refused();
        }
        return fate == Fate.APPLIED;
    }

    /** Returns what the counter holds, after which no earlier write can be applied any more. */
    CounterValue seal() {
        take(Long.MAX_VALUE, () -> true);
        return value;
    }

    /** Finds out what became of an increment, by a value that was written after it. */
    void settle(CounterValue later) {
        if (unsure > 0) {
            ledger.resolved(worker, later.count(worker) >= unsure);
            unsure = 0;
        }
    }

    private Fate add() {
        CounterValue next = value.plusOne(worker);
        Fate fate = write(next, version, true);
        if (fate == Fate.APPLIED) {
            // If the same one had been tried before, it was not applied: this one found the version it expected.
            settle(CounterValue.ZERO);
        } else if (fate == Fate.UNKNOWN && unsure == 0) {
            unsure = next.count(worker);
            ledger.unknown();
        }
        return fate;
    }

    private Fate write(CounterValue next, int replaced, boolean increment) {
        long sentAt = ledger.now();
        try {
            ZnodeStat stat = client.set(path, next.bytes(), replaced);
            ledger.wrote(new Write(worker, next.token(), stat.version(), increment, sentAt, ledger.now()));
            value = next;
            version = stat.version();
            return Fate.APPLIED;
        } catch (BadVersionException e) {
            return Fate.REFUSED;
        } catch (SessionExpiredException e) {
            return Fate.NOT_SENT;
        } catch (ConnectionLossException e) {
            return e.outcome() == Outcome.NOT_SENT ? Fate.NOT_SENT : Fate.UNKNOWN;
        }
    }
}
