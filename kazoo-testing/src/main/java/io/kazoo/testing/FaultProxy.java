package io.kazoo.testing;

import io.kazoo.testing.ProxyFaults.CutAfter;
import io.kazoo.testing.ProxyFaults.DropReply;
import io.kazoo.testing.support.PortBlock;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A TCP proxy in front of a server, through which a test makes the network fail at a chosen moment. It passes every
 * byte on as it is; where a fault needs it, it also understands ZooKeeper's frames.
 *
 * <pre>{@code
 * try (FaultProxy proxy = FaultProxy.to(server.socketAddress())) {
 *     // ...a client that connects to proxy.connectString()...
 *     CompletableFuture<Void> dropped = proxy.dropReply(1); // the next create is done, but its reply is lost
 * }
 * }</pre>
 *
 * <p>Methods may be called from any thread; each has taken effect when it returns. After {@link #close()}, those that
 * change something throw {@link IllegalStateException}. One daemon thread serves up to 1,000 connections.
 */
public final class FaultProxy implements AutoCloseable {
    /** A direction of the traffic. */
    public enum Direction {
        /** From the client to the server: requests. */
        TO_SERVER,
        /** From the server to the client: replies and watch events. */
        TO_CLIENT
    }

    /** How the two sides learn that their connection is gone. */
    public enum Ending {
        /** By the end of the stream (FIN), as from a process that closes or is killed. */
        ORDERLY,
        /** By a reset (RST), as from a machine that has lost the connection. */
        RESET
    }

    private final PortBlock ports = PortBlock.reserve();
    private final ProxyLoop loop = new ProxyLoop("The proxy");
    private final ProxyCore core;

    private FaultProxy(InetSocketAddress server) {
        core = new ProxyCore(loop, address(), server);
    }

    /**
     * Starts a proxy on a free port of the loopback address.
     *
     * @param server where it connects to, once for each connection it accepts
     */
    public static FaultProxy to(InetSocketAddress server) {
        FaultProxy proxy = new FaultProxy(server);
        proxy.loop.start("kazoo-fault-proxy-" + proxy.address().getPort(), proxy.core);
        try {
            proxy.loop.call(proxy.core::listen);
        } catch (RuntimeException e) {
            proxy.close();
            throw e;
        }
        return proxy;
    }

    /** Where clients connect to: "address:port". */
    public String connectString() {
        return address().getAddress().getHostAddress() + ":" + address().getPort();
    }

    /** Where clients connect to. */
    public InetSocketAddress address() {
        return new InetSocketAddress(PortBlock.host(), ports.client());
    }

    /** How many connections were accepted so far. */
    public long connectionsAccepted() {
        return core.accepted();
    }

    /** How many connections there are now, with those that only one side has closed. */
    public int connectionsOpen() {
        return core.open();
    }

    /** Ends all connections at once by a reset. */
    public void cut() {
        cut(Ending.RESET);
    }

    /** Ends all connections at once; what is under way is lost. */
    public void cut(Ending how) {
        loop.call(() -> core.endAll(how));
    }

    /**
     * Cuts one connection when it has passed a number of bytes in a direction, to the byte; those that follow are lost.
     * Bytes count from now on connections that exist, from their first on new ones; the first connection to get there
     * is the one. With 0, it is cut by the first byte, which is lost as well.
     *
     * @return completed when the connection is cut; to call the cut off, cancel it
     */
    public CompletableFuture<Void> cutAfter(Direction direction, long bytes, Ending how) {
        if (bytes < 0) {
            throw new IllegalArgumentException("A negative number of bytes: " + bytes);
        }
        CutAfter cut = new CutAfter(direction, bytes, how);
        loop.call(() -> core.add(cut));
        return cut.done;
    }

    /**
     * Loses the reply to the next request of a type: passes the request on, and when its reply comes, the request having
     * been carried out, resets the connection instead of passing it on. If the connection ends before, the next request
     * of that type on any connection takes its place.
     *
     * @param opCode the request's type in the protocol, such as 1 for create or 14 for a transaction
     * @return completed when a reply was dropped and its connection cut; to call it off, cancel it
     */
    public CompletableFuture<Void> dropReply(int opCode) {
        DropReply drop = new DropReply(opCode);
        loop.call(() -> core.faults().drops.add(drop));
        return drop.done;
    }

    /** Whether connection attempts are refused from now on, as if no server listened; existing connections go on. */
    public void refuseConnections(boolean refuse) {
        loop.call(refuse ? core::stopListening : core::listen);
    }

    /**
     * Whether new connections are accepted and then never answered: what the client sends is swallowed, no server is
     * connected. A connection that was opened so stays so.
     */
    public void hangConnections(boolean hang) {
        loop.call(() -> core.faults().hang = hang);
    }

    /**
     * Whether the network swallows everything, as behind a broken switch: on existing and new connections nothing
     * passes, not even their end, and nobody is told. What waits then passes when this is turned off, as TCP would send
     * it again.
     */
    public void blackhole(boolean on) {
        loop.call(() -> core.faults().blackhole = on);
    }

    /** Delays what is read from now on, without slowing its rate: bytes and the ends of streams alike. */
    public void delay(Duration toServer, Duration toClient) {
        loop.call(() -> {
            core.faults().delayToServer = toServer.toNanos();
            core.faults().delayToClient = toClient.toNanos();
        });
    }

    /**
     * Limits how fast each connection passes on what is read from now on, in either direction, as a slow line does.
     *
     * @param bytesPerSecond 0 for no limit
     */
    public void throttle(long bytesPerSecond) {
        if (bytesPerSecond < 0) {
            throw new IllegalArgumentException("bytesPerSecond must not be negative: " + bytesPerSecond);
        }
        loop.call(() -> core.faults().bytesPerSecond = bytesPerSecond);
    }

    /** Whether replies are sent on byte by byte, each in a packet of its own. */
    public void splitReplies(boolean split) {
        loop.call(() -> core.faults().singleBytes = split);
    }

    /** Lets new connections go to another server; existing ones stay. */
    public void retarget(InetSocketAddress server) {
        loop.call(() -> core.retarget(server));
    }

    /**
     * Ends all faults: what was ordered and has not happened is cancelled, new connections are accepted and pass
     * everything on. Connections that hang or are cut stay so.
     */
    public void heal() {
        loop.call(() -> {
            core.faults().clear();
            core.listen();
        });
    }

    /** Resets all connections and ends the proxy. What was ordered and has not happened is cancelled. */
    @Override
    public void close() {
        loop.stop();
        ports.close();
    }

    @Override
    public String toString() {
        return "fault proxy at " + connectString() + " (" + connectionsOpen() + " connections)";
    }
}
