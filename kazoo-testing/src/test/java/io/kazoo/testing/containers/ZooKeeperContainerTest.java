package io.kazoo.testing.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kazoo.testing.FourLetterWords;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ContainerEngine.class)
class ZooKeeperContainerTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static ZooKeeperContainer server;

    @BeforeAll
    static void start() {
        server = new ZooKeeperContainer().withTickTime(Duration.ofMillis(500)).withConfig("maxSessionTimeout", "12345");
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    private static String ask(String word) {
        return FourLetterWords.send(server.socketAddress(), word, Duration.ofSeconds(1));
    }

    @Test
    void startedItServesAsItWasSetUp() {
        assertThat(server.isServing()).isTrue();
        assertThat(server.isLeader()).isFalse();
        assertThat(server.connectString()).endsWith(":" + server.socketAddress().getPort());
        assertThat(ask("conf")).contains("tickTime=500", "maxSessionTimeout=12345");
    }

    @Test
    void suspendedItDoesNotAnswer() {
        server.suspend();
        assertThatThrownBy(() -> ask("ruok")).isInstanceOf(UncheckedIOException.class);
        server.resume();
        server.awaitServing(LIMIT);
    }

    @Test
    void killedItIsGoneAndComesBackAtTheSamePort() {
        int port = server.socketAddress().getPort();
        server.kill();
        assertThat(server.isServing()).isFalse();
        server.restart();
        server.awaitServing(LIMIT);
        assertThat(server.socketAddress().getPort()).isEqualTo(port);
    }

    @Test
    void cutFromTheNetworkNobodyReachesIt() {
        server.cut();
        assertThat(server.isServing()).isFalse();
        assertThat(server.isRunning()).isTrue();
        server.mend();
        server.awaitServing(LIMIT);
    }

    @Test
    void aLineOfConfigurationHasNoBlanks() {
        assertThatIllegalArgumentException().isThrownBy(() -> server.withConfig("a", "b c"));
    }
}
