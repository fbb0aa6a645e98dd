package io.kazoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The socket of the server in memory; what it answers to clients is compared with the real one in kazoo-interop. */
class InMemoryZooKeeperTest {
    private static final int ENOUGH = 50;

    @Test
    void itIsThereAtOnce() throws Exception {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < ENOUGH; i++) {
            long begin = System.nanoTime();
            try (InMemoryZooKeeper server = InMemoryZooKeeper.start()) {
                assertThat(ask(server, "ruok")).isEqualTo("imok");
                best = Math.min(best, System.nanoTime() - begin);
            }
        }
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(20));
    }

    @Test
    void itSaysWhatItIs() throws Exception {
        try (InMemoryZooKeeper server = InMemoryZooKeeper.start()) {
            assertThat(ask(server, "srvr")).contains("Zookeeper version: 3.9.5").contains("Mode: standalone");
            assertThat(server.paths()).isEmpty();
            assertThat(server.sessions()).isEmpty();
            assertThat(server.watchedPaths()).isEmpty();
            assertThat(server.expireSession(1)).isFalse();
        }
    }

    /** What is no request is answered by the end of the connection, and disturbs nobody. */
    @Test
    void itHangsUpOnWhatIsNoClient() throws Exception {
        try (InMemoryZooKeeper server = InMemoryZooKeeper.start()) {
            assertThat(ask(server, "GET / HTTP/1.1\r\n\r\n")).isEmpty();
            assertThat(ask(server, "\0\0\0\4\0\0\0\0")).isEmpty();
            assertThat(ask(server, "ruok")).isEqualTo("imok");
        }
    }

    @Test
    void closedIsClosed() throws Exception {
        InMemoryZooKeeper server = InMemoryZooKeeper.start();
        try (Socket open =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            open.setSoTimeout(10_000);
            server.close();
            server.close();
            assertThat(open.getInputStream().read()).isEqualTo(-1);
        }
        assertThatThrownBy(() -> ask(server, "ruok")).isInstanceOf(ConnectException.class);
        assertThatThrownBy(server::paths)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The server is closed");
    }

    private static String ask(InMemoryZooKeeper server, String question) throws IOException {
        try (Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(question.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
