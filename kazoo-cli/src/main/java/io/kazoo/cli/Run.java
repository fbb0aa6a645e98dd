package io.kazoo.cli;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.RetryPolicy;
import java.time.Duration;

/**
 * What the parts of one run share.
 *
 * @param root the node below which everything is made
 */
record Run(Ledger ledger, Screen screen, Stop stop, String root) {
    /** When the servers are all gone for so long, the demo ends. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Short, so that the demo need not wait long for it to expire; servers may grant more. */
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(3);

    String lockPath() {
        return root + "/lock";
    }

    String counterPath() {
        return root + "/counter";
    }

    /**
     * Starts a client.
     *
     * @return whether it has a session; false if not in time, or if the end is requested before
     */
    boolean connect(KazooClient client, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        AsyncResult<?> started = client.async().start();
        while (!started.isDone() && System.nanoTime() - deadline < 0 && !stop.pause(10)) {
            // wait
        }
        return started.isSuccessful();
    }

    /** Makes a client, not started. */
    static KazooClient client(String hosts) {
        return KazooClient.builder()
                .hosts(hosts)
                .sessionTimeout(SESSION_TIMEOUT)
                .connectionRetry(RetryPolicy.forever()
                        .withMaxDelay(Duration.ofMillis(300))
                        .withDeadline(PATIENCE))
                .build();
    }
}
