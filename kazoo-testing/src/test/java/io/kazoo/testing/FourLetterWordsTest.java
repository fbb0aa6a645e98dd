package io.kazoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FourLetterWordsTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void readsAnAnswerOfAnyLengthToItsEnd() throws Exception {
        String answer = "0123456789".repeat(10_000);
        try (ServerSocket listener = listen()) {
            CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> answerOnce(listener, answer));
            assertThat(FourLetterWords.send(address(listener), "stat", LIMIT)).isEqualTo(answer);
            assertThat(asked.get()).isEqualTo("stat");
        }
    }

    @Test
    void takesFiguresApart() throws Exception {
        try (ServerSocket listener = listen()) {
            CompletableFuture<String> asked =
                    CompletableFuture.supplyAsync(() -> answerOnce(listener, "zk_a\t1\nnoise\nzk_b\tx\ty\n"));
            assertThat(FourLetterWords.metrics(address(listener), LIMIT))
                    .containsExactly(Map.entry("zk_a", "1"), Map.entry("zk_b", "x\ty"));
            assertThat(asked.get()).isEqualTo("mntr");
        }
    }

    @Test
    void aSilentServerCostsNoMoreThanTheLimit() throws IOException {
        try (ServerSocket listener = listen()) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> FourLetterWords.send(address(listener), "srvr", Duration.ofMillis(100)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("srvr")
                    .hasMessageContaining("timed out");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void nobodyListens() throws IOException {
        InetSocketAddress gone;
        try (ServerSocket listener = listen()) {
            gone = address(listener);
        }
        assertThatThrownBy(() -> FourLetterWords.send(gone, "srvr", LIMIT))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(Integer.toString(gone.getPort()));
    }

    private static String answerOnce(ServerSocket listener, String answer) {
        try (Socket socket = listener.accept()) {
            String word = new String(socket.getInputStream().readNBytes(4), StandardCharsets.US_ASCII);
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            return word;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static InetSocketAddress address(ServerSocket listener) {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }
}
