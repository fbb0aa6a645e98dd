package io.kazoo.testing.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A few neighbouring ports of the loopback address that belong to one server for as long as this object is open.
 *
 * <p>The first port of a block is bound here and never accepts: it is the reservation, taken atomically, seen by every
 * JVM on the machine and released by the kernel when this JVM ends. So two test runs never pick the same block, and a
 * server keeps its ports while it is stopped. Blocks lie below the range from which operating systems take ports for
 * outgoing connections (32768 or 49152 and up), the other usual source of clashes.
 */
public final class PortBlock implements AutoCloseable {
    private static final int LOWEST = 20_000;
    private static final int SIZE = 5;
    private static final int BLOCKS = (32_768 - LOWEST) / SIZE;

    private final ServerSocket reservation;

    private PortBlock(ServerSocket reservation) {
        this.reservation = reservation;
    }

    /**
     * Takes a free block, beginning the search where {@code ZOOKEEPER_PORT_OFFSET} says, or else anywhere so that
     * parallel runs rarely try the same one.
     */
    public static PortBlock reserve() {
        OptionalInt offset = Environment.system().portOffset();
        int lowest = offset.orElse(LOWEST);
        int start = offset.isPresent() ? 0 : ThreadLocalRandom.current().nextInt(BLOCKS);
        for (int i = 0; i < BLOCKS; i++) {
            int base = lowest + (start + i) % BLOCKS * SIZE;
            ServerSocket reservation = bind(base);
            if (reservation == null) {
                continue;
            }
            if (othersAreFree(base)) {
                return new PortBlock(reservation);
            }
            close(reservation);
        }
        throw new IllegalStateException(
                "No free block of " + SIZE + " ports from " + lowest + " to " + (lowest + BLOCKS * SIZE));
    }

    /** The loopback address all ports are meant for. */
    public static InetAddress host() {
        return InetAddress.getLoopbackAddress();
    }

    /** The port for clients. */
    public int client() {
        return reservation.getLocalPort() + 1;
    }

    /** The port for the other members. */
    public int quorum() {
        return reservation.getLocalPort() + 2;
    }

    /** The port for elections. */
    public int election() {
        return reservation.getLocalPort() + 3;
    }

    /** The port for clients that speak TLS. */
    public int secure() {
        return reservation.getLocalPort() + 4;
    }

    /** Gives the block back. */
    @Override
    public void close() {
        close(reservation);
    }

    private static boolean othersAreFree(int base) {
        for (int port = base + 1; port < base + SIZE; port++) {
            ServerSocket probe = bind(port);
            if (probe == null) {
                return false;
            }
            close(probe);
        }
        return true;
    }

    private static @Nullable ServerSocket bind(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            try {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(host(), port), 1);
                return socket;
            } catch (IOException e) {
                close(socket);
                return null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not open a socket", e);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not close the reservation of a port", e);
        }
    }
}
