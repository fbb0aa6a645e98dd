package io.kazoo.testing;

import io.kazoo.testing.memory.MemoryServer;
import io.kazoo.testing.support.PortBlock;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A ZooKeeper inside this JVM, on a real socket of the loopback address: any client can use it, of any language. It is
 * there in milliseconds, needs no files and forgets everything when it is closed.
 *
 * <p>It does what ZooKeeper 3.9 does with sessions, nodes of all kinds, access control lists (world, auth, digest, ip),
 * watches and transactions; a test in this project runs the same random histories on both. It has no quotas, SASL, TLS,
 * snapshots, other servers or reconfiguration, and it never is slow, stale or read-only.
 *
 * <p><b>It proves nothing about a real server.</b> It shows that code is right if the server is as this class believes
 * it to be. It is for tests that are many or quick; have one with {@link ManagedZooKeeper} or an ensemble beside them.
 *
 * <p>One thread, which ends with {@link #close()}. All methods are safe from any thread.
 */
public final class InMemoryZooKeeper implements AutoCloseable {
    private final ProxyLoop loop = new ProxyLoop("The server");
    private final MemoryFront front;

    private InMemoryZooKeeper(InMemoryOptions options) {
        front = new MemoryFront(loop, options.limits());
    }

    /** Starts a server with the usual bounds. */
    public static InMemoryZooKeeper start() {
        return start(InMemoryOptions.defaults());
    }

    /**
     * Starts a server on a free port; it is ready when this returns.
     *
     * @throws java.io.UncheckedIOException if there is no port
     */
    public static InMemoryZooKeeper start(InMemoryOptions options) {
        InMemoryZooKeeper server = new InMemoryZooKeeper(options);
        try {
            server.front.listen();
        } finally {
            server.loop.start("kazoo-in-memory-" + server.front.port(), server.front);
        }
        return server;
    }

    /** Where clients connect to: "address:port". */
    public String connectString() {
        return PortBlock.host().getHostAddress() + ":" + front.port();
    }

    /** Where clients connect to. */
    public InetSocketAddress address() {
        return new InetSocketAddress(PortBlock.host(), front.port());
    }

    /**
     * Ends a session at once, as if nothing had been heard of its client for too long.
     *
     * @return whether there was such a session
     */
    public boolean expireSession(long id) {
        return ask(server -> server.expire(id));
    }

    /** Hangs up on all clients; sessions and nodes stay, and clients may come again at once. */
    public void dropConnections() {
        run(MemoryServer::dropConnections);
    }

    /** Returns the numbers of the sessions that are not over, the oldest first. */
    public List<Long> sessions() {
        return ask(MemoryServer::sessions);
    }

    /** Returns how many connections are open. */
    public int connectionCount() {
        return ask(MemoryServer::connectionCount);
    }

    /**
     * Returns the paths that are watched, in order, as often as there are connections that watch them: twice if data and
     * children are watched, as with a persistent watch.
     */
    public List<String> watchedPaths() {
        return ask(MemoryServer::watchedPaths);
    }

    /** Returns the paths of all nodes but the root and {@code /zookeeper}, in order. */
    public List<String> paths() {
        return ask(MemoryServer::paths);
    }

    /** Ends the server and all connections; what was stored is gone. Without effect if that has happened. */
    @Override
    public void close() {
        loop.stop();
    }

    private void run(Consumer<MemoryServer> action) {
        loop.call(() -> action.accept(front.server()));
    }

    /** Asks the server on its own thread. */
    private <T> T ask(Function<MemoryServer, T> question) {
        List<T> answer = new ArrayList<>(1);
        run(server -> answer.add(question.apply(server)));
        return answer.get(0);
    }
}
