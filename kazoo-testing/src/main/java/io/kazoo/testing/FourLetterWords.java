package io.kazoo.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks a ZooKeeper server by its four-letter words ("srvr", "mntr", "cons", "dump", "wchs"...): a short text sent on a
 * connection of its own, answered with a text and the end of the connection. The server must allow the word
 * ({@code 4lw.commands.whitelist}).
 */
public final class FourLetterWords {
    private static final int LONGEST_ANSWER = 16 << 20;

    private FourLetterWords() {}

    /**
     * Sends a word and reads the answer to its end. Blocks for at most the given time.
     *
     * @param server where the server listens for clients
     * @param word what to send, such as "srvr"
     * @param timeout how long connecting and answering may take together
     * @return the answer, as the server formatted it
     * @throws UncheckedIOException if the server cannot be reached, does not answer in time or resets the connection
     */
    public static String send(InetSocketAddress server, String word, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try (Socket socket = new Socket()) {
            socket.connect(server, millisUntil(deadline));
            socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
            return readToEnd(socket, deadline);
        } catch (IOException e) {
            throw new UncheckedIOException("'" + word + "' to " + server + ": " + e.getMessage(), e);
        }
    }

    /**
     * The figures of "mntr", such as {@code zk_watch_count}, {@code zk_num_alive_connections} or
     * {@code zk_server_state}.
     *
     * @param server where the server listens for clients
     * @param timeout how long connecting and answering may take together
     * @return name to value in the server's order; empty while the server does not serve
     * @throws UncheckedIOException if the server cannot be reached or does not answer in time
     */
    public static Map<String, String> metrics(InetSocketAddress server, Duration timeout) {
        Map<String, String> metrics = new LinkedHashMap<>();
        send(server, "mntr", timeout).lines().forEach(line -> {
            int tab = line.indexOf('\t');
            if (tab > 0) {
                metrics.put(line.substring(0, tab), line.substring(tab + 1));
            }
        });
        return metrics;
    }

    private static String readToEnd(Socket socket, long deadline) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] answer = new byte[4096];
        int length = 0;
        while (true) {
            socket.setSoTimeout(millisUntil(deadline));
            int read = in.read(answer, length, answer.length - length);
            if (read < 0) {
                return new String(answer, 0, length, StandardCharsets.UTF_8);
            }
            length += read;
            if (length == answer.length) {
                if (length >= LONGEST_ANSWER) {
                    throw new IOException("the answer is longer than " + LONGEST_ANSWER + " bytes");
                }
                answer = Arrays.copyOf(answer, length * 2);
            }
        }
    }

    private static int millisUntil(long deadline) throws SocketTimeoutException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("timed out");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }
}
