package io.kazoo.benchmarks;

import java.util.Set;

/**
 * Something every contender does in turn.
 *
 * @param id what reports and {@code --only} call it
 * @param title what it is
 * @param server where
 * @param command for the contender's JVM, without the server
 * @param without the names of those who have nothing to measure
 */
record Measurement(String id, String title, Server server, String command, Set<String> without) {
    /** The servers there are. */
    enum Server {
        REAL,
        ENSEMBLE,
        CANNED
    }

    /** The command of the one in which the driver takes part itself. */
    static final String FAILOVER = "failover";

    boolean isFailover() {
        return command.startsWith(FAILOVER);
    }

    /** Tells whether one run takes so long that there are fewer of them. */
    boolean isHeavy() {
        return command.startsWith("idle") || command.startsWith("watch") || command.startsWith("tree");
    }
}
