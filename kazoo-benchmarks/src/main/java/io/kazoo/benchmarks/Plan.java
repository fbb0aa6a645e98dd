package io.kazoo.benchmarks;

import io.kazoo.benchmarks.Measurement.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All there is to measure. */
final class Plan {
    private static final int DEEP = 1000;

    // Who has nothing to measure.
    private static final Set<String> NOBODY = Set.of();
    private static final Set<String> LIMIT = Set.of(Contender.RAW);
    private static final Set<String> LOCKLESS = Set.of(Contender.OFFICIAL);
    private static final Set<String> BOTH = Set.of(Contender.RAW, Contender.OFFICIAL);

    private final BenchOptions options;
    private final List<Measurement> measurements = new ArrayList<>();

    private Plan(BenchOptions options) {
        this.options = options;
    }

    /** Returns what was asked for: by its own name, or by that of a row that needs it. */
    static List<Measurement> of(BenchOptions options) {
        Plan plan = new Plan(options);
        plan.idle();
        plan.callers();
        plan.depths();
        plan.batches();
        plan.clients();
        plan.locks();
        plan.rest();
        return plan.measurements.stream().filter(plan::isWanted).toList();
    }

    private boolean isWanted(Measurement measurement) {
        List<String> names = new ArrayList<>(List.of(measurement.id()));
        DesignRow.ALL.stream().filter(row -> row.needs(measurement.id())).forEach(row -> names.add(row.id()));
        return options.wants(names);
    }

    /** First of all, while the heap holds nothing else yet. */
    private void idle() {
        add("idle", "idle clients", Server.CANNED, "idle clients=" + options.idleClients, LIMIT);
    }

    private void callers() {
        blocking(1, NOBODY);
        if (options.wide) {
            blocking(10, LIMIT);
        }
        blocking(50, LIMIT);
        if (options.wide) {
            blocking(100, LIMIT);
        }
    }

    private void blocking(int callers, Set<String> without) {
        add("blocking-" + callers, callers + " blocking callers", Server.REAL, "blocking callers=" + callers, without);
    }

    private void depths() {
        add("async-1", "a chain of gets", Server.REAL, "async clients=1 depth=1", LIMIT);
        if (options.wide) {
            async(10);
            async(100);
        }
        async(DEEP);
    }

    private void async(int depth) {
        add("async-" + depth, depth + " gets in flight", Server.REAL, "async clients=1 depth=" + depth, NOBODY);
    }

    /** Several operations in one request; Curator's are the official client's. */
    private void batches() {
        Set<String> without = Set.of(Contender.RAW, Contender.CURATOR);
        String transactions = "async clients=1 depth=10 request=transaction size=10";
        add("transaction", "transactions of 10 writes, 10 in flight", Server.REAL, transactions, without);
        String reads = "async clients=1 depth=10 request=multiread size=100";
        add("multiread", "100 gets in one request, 10 in flight", Server.REAL, reads, without);
    }

    private void clients() {
        add("canned-1", "1,000 gets in flight, canned server", Server.CANNED, "async clients=1 depth=" + DEEP, NOBODY);
        if (options.wide) {
            for (int clients = 10; clients <= DEEP; clients *= 10) {
                add(
                        "canned-" + clients,
                        "the same over " + clients + " clients",
                        Server.CANNED,
                        "async clients=" + clients + " depth=" + DEEP / clients,
                        LIMIT);
            }
        }
    }

    private void locks() {
        add("lock-1", "acquire and release", Server.REAL, "lock contenders=1 path=/locks/alone-", LOCKLESS);
        add("lock-8", "8 contenders", Server.REAL, "lock contenders=8 path=/locks/contended-", BOTH);
    }

    private void rest() {
        add("watch", "watches set, set again, fired", Server.CANNED, "watch watches=" + options.watches, LIMIT);
        add("tree", "a cached tree: loaded, followed", Server.REAL, "tree nodes=" + options.watches, BOTH);
        add("failover", "kill -9 of the connected follower", Server.ENSEMBLE, Measurement.FAILOVER, LIMIT);
    }

    private void add(String id, String title, Server server, String command, Set<String> without) {
        measurements.add(new Measurement(id, title, server, command + " millis=" + options.millis, without));
    }
}
