package io.kazoo.tck;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kazoo.testing.ManagedZooKeeper;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The release of the servers under test. It is that of kazoo-testing, unless the system property
 * {@code kazoo.testing.server.jars} names another.
 *
 * @param minor the y of ZooKeeper 3.y
 */
record Release(int minor) {
    private static final Pattern VERSION = Pattern.compile("Zookeeper version: 3\\.(\\d+)\\.");

    /** Asks a server, which serves. */
    static Release of(ManagedZooKeeper server) {
        String answer = server.ask("srvr");
        Matcher version = VERSION.matcher(answer);
        if (!version.find()) {
            throw new IllegalStateException(server + " does not tell its version: " + answer);
        }
        return new Release(Integer.parseInt(version.group(1)));
    }

    /** Tells whether it is ZooKeeper 3.y or later. */
    boolean isSince(int y) {
        return minor >= y;
    }

    /** Skips a test of what older servers do wrong. */
    void assumeSince(int y, String why) {
        assumeTrue(isSince(y), () -> "servers before 3." + y + ": " + why);
    }
}
