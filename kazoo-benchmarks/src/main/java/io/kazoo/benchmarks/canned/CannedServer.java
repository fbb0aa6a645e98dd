package io.kazoo.benchmarks.canned;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Accepts any number of connections on a free port of the loopback address and serves all of them in one thread. It
 * has no nodes: each path can be read. See {@link CannedConnection} for what it knows.
 */
public final class CannedServer {
    private CannedServer() {}

    /** Prints its port and serves until standard input ends. */
    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        Thread watch = new Thread(CannedServer::endWithInput, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        try (ServerSocketChannel listening = ServerSocketChannel.open();
                Selector selector = Selector.open()) {
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
            listening.configureBlocking(false);
            listening.register(selector, SelectionKey.OP_ACCEPT);
            out.println(listening.socket().getLocalPort());
            while (true) {
                selector.select(key -> {
                    if (key.attachment() instanceof CannedConnection connection) {
                        serve(connection, key);
                    } else {
                        accept(listening, selector);
                    }
                });
            }
        }
    }

    private static void accept(ServerSocketChannel listening, Selector selector) {
        try {
            SocketChannel channel = listening.accept();
            if (channel != null) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                key.attach(new CannedConnection(channel, key));
            }
        } catch (IOException e) {
            System.err.println("accepting failed: " + e);
        }
    }

    private static void serve(CannedConnection connection, SelectionKey key) {
        try {
            if (!connection.serve()) {
                key.channel().close();
            }
        } catch (IOException | CancelledKeyException e) {
            try {
                key.channel().close();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
        }
    }

    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                // nothing is ever sent
            }
        } catch (IOException e) {
            System.err.println("standard input: " + e);
        }
        Runtime.getRuntime().halt(0);
    }
}
