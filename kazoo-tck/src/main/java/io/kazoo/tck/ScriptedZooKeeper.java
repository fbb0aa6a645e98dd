package io.kazoo.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A server that misbehaves to the letter: it speaks a little of the protocol by hand, and what it says on each
 * connection is written by the test, byte by byte if need be. Whatever a real server can be made to do is tested on a
 * real one.
 */
final class ScriptedZooKeeper implements AutoCloseable {
    private final ServerSocket listener;
    private final Queue<Script> scripts = new ConcurrentLinkedQueue<>();
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicInteger words = new AtomicInteger();
    private volatile boolean closed;

    /** What the server does on one connection, from the first byte on. */
    @FunctionalInterface
    interface Script {
        void play(ScriptedConnection connection) throws IOException;
    }

    ScriptedZooKeeper() {
        this(InetAddress.getLoopbackAddress());
    }

    ScriptedZooKeeper(InetAddress address) {
        try {
            listener = new ServerSocket();
            listener.bind(new InetSocketAddress(address, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        spawn(this::acceptAll);
    }

    /** Plays this on the next connection that asks for a session; after the last script the server simply serves. */
    void next(Script script) {
        scripts.add(script);
    }

    /** Answers the next four-letter word with this; without an answer left the connection is closed. */
    void answerWord(String answer) {
        answers.add(answer);
    }

    /** How many connections have asked for a session. */
    int sessions() {
        return sessions.get();
    }

    /** How many four-letter words have been received. */
    int words() {
        return words.get();
    }

    int port() {
        return listener.getLocalPort();
    }

    String hosts() {
        String host = listener.getInetAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
    }

    /** Drops all connections; new ones are accepted. */
    void dropAll() {
        sockets.forEach(ScriptedZooKeeper::closeQuietly);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
        dropAll();
    }

    private void acceptAll() {
        while (!closed) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                spawn(() -> serve(socket));
            } catch (IOException e) {
                if (!closed) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            ScriptedConnection connection = new ScriptedConnection(socket);
            if (connection.isWord()) {
                words.incrementAndGet();
                String answer = answers.poll();
                connection.send(answer == null ? "" : answer);
                return;
            }
            sessions.incrementAndGet();
            @Nullable Script script = scripts.poll();
            if (script == null) {
                connection.grantSession();
                connection.serve();
            } else {
                script.play(connection);
            }
        } catch (IOException e) {
            // The client hung up, or the test ended: there is nobody left to tell.
        } finally {
            sockets.remove(socket);
        }
    }

    private static void spawn(Runnable task) {
        Thread thread = new Thread(task, "scripted ZooKeeper");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed then
        }
    }
}
