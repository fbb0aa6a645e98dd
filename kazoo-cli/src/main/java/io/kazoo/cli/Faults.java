package io.kazoo.cli;

import io.kazoo.cli.Ledger.Belief;
import org.jspecify.annotations.Nullable;

/** Harms the workers while they work, and tells what comes of it. */
final class Faults {
    private static final int ROUND_SECONDS = 20;
    private static final long GRANT_LIMIT_MILLIS = 30_000;
    private static final long RECOVERY_LIMIT_MILLIS = 30_000;
    /** How long a holder has held when a fault comes, and how long a server stays dead. */
    private static final long INTO_HOLD_MILLIS = 300;

    private static final long DEAD_MILLIS = 1_000;

    private final Ensemble ensemble;
    private final Stage stage;
    private final Ledger ledger;
    private final Screen screen;
    private final Stop stop;

    Faults(Ensemble ensemble, Stage stage, Run run) {
        this.ensemble = ensemble;
        this.stage = stage;
        ledger = run.ledger();
        screen = run.screen();
        stop = run.stop();
    }

    /**
     * Lets the workers work for a time, with a kill and an expiry in every 20 seconds, evenly spaced. Returns early if
     * the end is requested.
     */
    void run(int seconds) {
        long start = System.nanoTime();
        int faults = 2 * Math.max(1, seconds / ROUND_SECONDS);
        for (int i = 0; i < faults && !stop.isRequested(); i++) {
            pauseUntil(start + seconds * 1_000_000_000L * (i + 1) / (faults + 1));
            if (i % 2 == 1) {
                expireHolder();
            } else if (ensemble.isOwn()) {
                killServerOfHolder();
            }
        }
        pauseUntil(start + seconds * 1_000_000_000L);
    }

    private void pauseUntil(long time) {
        stop.pause(Math.max(0, (time - System.nanoTime()) / 1_000_000));
    }

    private void killServerOfHolder() {
        Belief holder = awaitHolder();
        if (holder == null) {
            return;
        }
        Member victim = stage.worker(holder.worker).server().orElse(null);
        if (victim == null) {
            return;
        }
        String role = ensemble.isLeader(victim) ? "the leader" : "a follower";
        screen.line(Kind.FAULT, "FAULT", "kill -9 of " + victim.label() + ", " + role + ", the holder's server");
        long before = ledger.now();
        ensemble.kill(victim);
        tellGap(before, RECOVERY_LIMIT_MILLIS);
        if (!stop.pause(DEAD_MILLIS)) {
            ensemble.restart(victim);
            screen.line(Kind.NOTE, "", victim.label() + " is started again");
        }
    }

    private void expireHolder() {
        Belief holder = awaitHolder();
        if (holder == null) {
            return;
        }
        Worker worker = stage.worker(holder.worker);
        long timeout = worker.sessionTimeoutMillis();
        screen.line(
                Kind.FAULT, "FAULT", "cut " + holder.worker + " off; its session of " + timeout + " ms will expire");
        long before = ledger.now();
        worker.network().cut();
        if (tellGap(before, timeout + RECOVERY_LIMIT_MILLIS)) {
            screen.line(
                    Kind.NOTE,
                    "",
                    holder.worker + " had given up " + ledger.marginMillis(holder)
                            + " ms before the next got the lock");
        }
        worker.network().mend();
        screen.line(Kind.NOTE, "", holder.worker + " is back on the network");
    }

    private boolean tellGap(long before, long limitMillis) {
        long gap = ledger.awaitGap(before, ledger.now(), stop, limitMillis);
        if (gap >= 0) {
            screen.line(Kind.GOOD, "", "the work goes on after a gap of " + gap + " ms");
            return true;
        }
        if (!stop.isRequested()) {
            throw CommandException.failed(
                    "the work did not go on within " + limitMillis / 1_000 + " s after the fault");
        }
        return false;
    }

    /** Returns somebody who has just got the lock, is connected, and will hold it for a while; null if the end is requested. */
    private @Nullable Belief awaitHolder() {
        while (!stop.isRequested()) {
            Belief holder = ledger.awaitGrant(stop, GRANT_LIMIT_MILLIS);
            if (holder == null && !stop.isRequested()) {
                throw CommandException.failed("nobody got the lock within " + GRANT_LIMIT_MILLIS / 1_000 + " s");
            }
            if (!stop.pause(INTO_HOLD_MILLIS) && holder != null && holder == ledger.holder() && isConnected(holder)) {
                return holder;
            }
        }
        return null;
    }

    private boolean isConnected(Belief holder) {
        return stage.worker(holder.worker).server().isPresent();
    }
}
