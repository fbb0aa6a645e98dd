package io.kazoo.testing;

import io.kazoo.testing.support.PortBlock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sends back what it gets, and remembers how each connection went. */
final class EchoServer implements AutoCloseable {
    private final ServerSocket listener;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();

    EchoServer() throws IOException {
        listener = new ServerSocket(0, 50, PortBlock.host());
        start(this::acceptAll);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    List<Connection> connections() {
        return connections;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Connection connection : connections) {
            connection.socket.close();
        }
    }

    private void acceptAll() {
        try {
            while (true) {
                Connection connection = new Connection(listener.accept());
                connections.add(connection);
                start(connection::echo);
            }
        } catch (IOException e) {
            if (!listener.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void start(Runnable action) {
        Thread thread = new Thread(action, "echo");
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection; its end is "open", "end of stream" or the message of the failure. */
    static final class Connection {
        private final Socket socket;
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private volatile String end = "open";

        private Connection(Socket socket) {
            this.socket = socket;
        }

        byte[] received() {
            return received.toByteArray();
        }

        String end() {
            return end;
        }

        private void echo() {
            try (socket) {
                socket.setTcpNoDelay(true);
                InputStream in = socket.getInputStream();
                byte[] buffer = new byte[8192];
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    received.write(buffer, 0, count);
                    socket.getOutputStream().write(buffer, 0, count);
                }
                end = "end of stream";
            } catch (IOException e) {
                end = e.getMessage();
            }
        }
    }
}
