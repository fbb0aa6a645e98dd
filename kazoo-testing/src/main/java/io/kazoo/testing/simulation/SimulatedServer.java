package io.kazoo.testing.simulation;

import io.kazoo.testing.memory.Connection;
import io.kazoo.testing.memory.Peer;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** One server of the ensemble: its own address and connections, the state of all. */
final class SimulatedServer extends Host {
    final InetSocketAddress address;
    private final SimulatedEnsemble ensemble;
    private boolean up = true;

    SimulatedServer(SimulatedEnsemble ensemble, InetSocketAddress address) {
        super("zk-" + address.getAddress().getHostAddress());
        this.ensemble = ensemble;
        this.address = address;
    }

    boolean isUp() {
        return up;
    }

    /** The process ends or begins; the connections are the caller's. */
    void setUp(boolean running) {
        up = running;
        ensemble.changed();
    }

    Connection accept(Peer peer) {
        return ensemble.state().accept(peer);
    }

    void onBytes(Connection from, ByteBuffer bytes) {
        if (up) {
            ensemble.state().onBytes(from, bytes, ensemble.millis());
            ensemble.changed();
        }
    }

    void onClosed(Connection connection) {
        ensemble.state().onClosed(connection);
    }
}
