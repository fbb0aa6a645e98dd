package io.kazoo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What concerns the ensemble and the session rather than nodes; blocking. Every method has a twin of the same name in
 * {@link AsyncEnsembleOperations}. Failures are as in {@link NodeOperations}; no chroot applies.
 */
public interface EnsembleOperations {
    /** As {@link #getConfig(Watcher)} without a watch. */
    default NodeData getConfig() {
        return getConfig(null);
    }

    /**
     * Returns the configuration of the ensemble (ZooKeeper 3.5 and later): lines {@code
     * server.1=host:port:port:role;host:port} and {@code version=}, hexadecimal.
     *
     * @param watcher called once, when it changes; null for no watch
     */
    NodeData getConfig(@Nullable Watcher watcher);

    /**
     * Changes the members of the ensemble (ZooKeeper 3.5 and later): either some join and leave, or all are replaced.
     *
     * @param joining servers to add or change, as lines of the configuration separated by commas; null for none
     * @param leaving numbers of servers to remove, separated by commas; null for none
     * @param newMembers the whole new configuration, separated by commas; null to change the present one
     * @param fromConfig the version the present configuration must have, -1 for any
     * @return the new configuration
     * @throws io.kazoo.exceptions.NoAuthException unless the session may write the configuration
     * @throws io.kazoo.exceptions.BadVersionException if the configuration has another version
     * @throws io.kazoo.exceptions.BadArgumentsException if the server cannot understand the lists
     */
    NodeData reconfig(@Nullable String joining, @Nullable String leaving, @Nullable String newMembers, long fromConfig);

    /**
     * Returns as whom the server knows this session (ZooKeeper 3.7 and later), the address of the client among them.
     *
     * @throws io.kazoo.exceptions.UnsupportedByServerException if the server is older
     */
    List<Id> whoAmI();
}
