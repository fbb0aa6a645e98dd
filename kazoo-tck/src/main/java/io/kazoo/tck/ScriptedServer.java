package io.kazoo.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A TCP server on a free port of the loopback interface, played by the test itself, step by step. */
final class ScriptedServer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = (int) HandlerContract.PATIENCE.toMillis();

    /** The JDK asks for at least this long a queue of connections nobody accepted. */
    private static final int BACKLOG = 1;

    private final ServerSocket socket;
    private final List<Socket> opened = new ArrayList<>();

    private ScriptedServer(int backlog) {
        try {
            socket = new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
            socket.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ScriptedServer open() {
        return new ScriptedServer(200);
    }

    /** Opens a server that accepts nothing and whose queue is full: connecting to it hangs. */
    static ScriptedServer openFull() {
        ScriptedServer server = new ScriptedServer(BACKLOG);
        try {
            while (true) {
                Socket filler = new Socket();
                server.opened.add(filler);
                filler.connect(server.address(), 500);
            }
        } catch (SocketTimeoutException full) {
            return server;
        } catch (IOException e) {
            server.close();
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the address of a server that is not there any more. */
    static InetSocketAddress refusingAddress() {
        try (ScriptedServer gone = open()) {
            return gone.address();
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
    }

    Peer accept() {
        try {
            Socket accepted = socket.accept();
            opened.add(accepted);
            accepted.setSoTimeout(PATIENCE_MILLIS);
            accepted.setTcpNoDelay(true);
            return new Peer(accepted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket one : opened) {
                one.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server's end of a connection; its calls block. */
    static final class Peer {
        private final Socket socket;

        Peer(Socket socket) {
            this.socket = socket;
        }

        /** Sends bytes as one segment, if they are few. */
        void send(byte... bytes) {
            try {
                socket.getOutputStream().write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Receives exactly so many bytes. */
        byte[] receive(int count) {
            try {
                byte[] bytes = socket.getInputStream().readNBytes(count);
                if (bytes.length < count) {
                    throw new AssertionError("closed after " + bytes.length + " of " + count + " bytes");
                }
                return bytes;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Receives what comes until the other side closes in good order. */
        byte[] receiveAll() {
            try {
                return socket.getInputStream().readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Says that no more bytes will come, and goes on receiving. */
        void closeHalf() {
            try {
                socket.shutdownOutput();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Breaks the connection. */
        void reset() {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
