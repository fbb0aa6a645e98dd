package io.kazoo.testing;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The servers that are not closed; what is left of them when this JVM ends in order is ended and deleted then. */
final class LiveServers {
    private static final Set<ManagedZooKeeper> SERVERS = ConcurrentHashMap.newKeySet();

    private static volatile boolean ending;

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(LiveServers::endAll, "kazoo-testing-cleanup"));
        } catch (IllegalStateException e) {
            ending = true; // the first server is asked for when this JVM ends already
        }
    }

    private LiveServers() {}

    /**
     * Takes a server into care, before there is anything of it.
     *
     * @throws IllegalStateException if this JVM is ending
     */
    static void add(ManagedZooKeeper server) {
        SERVERS.add(server);
        if (ending) {
            throw new IllegalStateException("This JVM is ending, no server can be made any more");
        }
    }

    static void remove(ManagedZooKeeper server) {
        SERVERS.remove(server);
    }

    private static void endAll() {
        ending = true;
        Cleanup cleanup = new Cleanup();
        SERVERS.forEach(server -> cleanup.run(server::abandon));
        cleanup.throwFailures("Could not end all servers");
    }
}
